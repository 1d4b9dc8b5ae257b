package io.jianhu.loadtest;

import java.util.List;
import java.util.Locale;

/** What became of questions from moment to moment: right answers, all else above them, and the slowest as dots. */
final class Moments {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 116;
    private static final int LEFT = 44;
    private static final int RIGHT = 44;
    private static final int TOP = 6;
    private static final int BOTTOM = 18;
    private static final double A_SECOND = 1e9;
    /** Milliseconds at the bottom and at the top of the scale of the slowest. */
    private static final double LEAST = 1;

    private static final double MOST = 10_000;

    private final List<Timeline.Slice> slices;
    private final double highest;

    private Moments(List<Timeline.Slice> slices) {
        this.slices = slices;
        highest = slices.stream()
                .mapToLong(slice -> slice.ended(Outcome.RIGHT) + slice.others())
                .max()
                .orElse(1);
    }

    /** A figure with its caption. */
    static String html(Act.Strip strip) {
        List<Timeline.Slice> slices = strip.timeline().slices();
        return slices.isEmpty() ? "" : new Moments(slices).figure(strip.title());
    }

    private String figure(String title) {
        StringBuilder figure = new StringBuilder("<figure><figcaption>")
                .append(ReportPage.escaped(title))
                .append(String.format("</figcaption>%n<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        scale(figure);
        double wide = (double) (WIDTH - LEFT - RIGHT) / slices.size();
        for (int i = 0; i < slices.size(); i++) {
            double x = LEFT + i * wide;
            double right = bar(slices.get(i).ended(Outcome.RIGHT));
            double others = bar(slices.get(i).others());
            box(figure, "right", x, HEIGHT - BOTTOM - right, wide, right);
            box(figure, "others", x, HEIGHT - BOTTOM - right - others, wide, others);
        }
        for (int i = 0; i < slices.size(); i++) {
            if (slices.get(i).slowest() > 0) {
                figure.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>%n",
                        LEFT + (i + 0.5) * wide,
                        height(slices.get(i).slowest() / 1e6)));
            }
        }
        return figure.append("</svg></figure>\n").toString();
    }

    private void scale(StringBuilder figure) {
        for (double millis = LEAST; millis <= MOST; millis *= 10) {
            double y = height(millis);
            figure.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y));
            text(figure, "start", WIDTH - RIGHT + 5, y + 4, String.format(Locale.ROOT, "%,.0f", millis));
        }
        double second = Timeline.SLICE / A_SECOND;
        text(figure, "end", LEFT - 5, TOP + 10, String.format(Locale.ROOT, "%,.0f/s", highest / second));
        text(figure, "end", LEFT - 5, HEIGHT - BOTTOM, "0");
        text(figure, "start", LEFT, HEIGHT - 4, "0 s");
        text(figure, "end", WIDTH - RIGHT, HEIGHT - 4, String.format(Locale.ROOT, "%.0f s", slices.size() * second));
    }

    private double bar(long count) {
        return (HEIGHT - TOP - BOTTOM) * count / highest;
    }

    private static double height(double millis) {
        double share = Math.log10(Math.clamp(millis, LEAST, MOST) / LEAST) / Math.log10(MOST / LEAST);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private static void box(StringBuilder figure, String kind, double x, double y, double wide, double high) {
        if (high > 0) {
            figure.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                    kind,
                    x,
                    y,
                    Math.max(0.5, wide - 0.6),
                    high));
        }
    }

    private static void text(StringBuilder figure, String anchor, double x, double y, String text) {
        figure.append(String.format(
                Locale.ROOT, "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", anchor, x, y, text));
    }
}
