package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Timeline;
import io.jianhu.loadtest.tell.Page;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What became of questions from moment to moment: right answers, above them what else may become of them, above that what
 * may not, and the slowest as dots.
 */
final class Moments {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 116;
    private static final int LEFT = 58;
    private static final int RIGHT = 52;
    private static final int TOP = 6;
    private static final int BOTTOM = 18;
    private static final double A_SECOND = 1e9;
    /** Milliseconds at the bottom and at the top of the scale of the slowest. */
    private static final double LEAST = 1;

    private static final double MOST = 10_000;

    private final List<Timeline.Slice> slices;
    private final Set<Outcome> allowed;
    private final double highest;

    private Moments(List<Timeline.Slice> slices, Set<Outcome> allowed) {
        this.slices = slices;
        this.allowed = allowed;
        highest = slices.stream().mapToLong(Timeline.Slice::ended).max().orElse(1);
    }

    /** A figure with its caption. */
    static String html(Act.Strip strip) {
        List<Timeline.Slice> slices = strip.timeline().slices();
        return slices.isEmpty() ? "" : new Moments(slices, strip.allowed()).figure(strip.title());
    }

    private String figure(String title) {
        StringBuilder figure = new StringBuilder("<figure><figcaption>")
                .append(Page.escaped(title))
                .append(String.format("</figcaption>%n<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        scale(figure);
        double wide = (double) (WIDTH - LEFT - RIGHT) / slices.size();
        for (int i = 0; i < slices.size(); i++) {
            double x = LEFT + i * wide;
            long right = slices.get(i).ended(Outcome.RIGHT);
            long good = allowed.stream().mapToLong(slices.get(i)::ended).sum();
            double top = box(figure, "right", x, HEIGHT - BOTTOM, wide, allowed.contains(Outcome.RIGHT) ? right : 0);
            top = box(figure, "allowed", x, top, wide, allowed.contains(Outcome.RIGHT) ? good - right : good);
            box(figure, "wrong", x, top, wide, slices.get(i).ended() - good);
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

    private static double height(double millis) {
        double share = Math.log10(Math.clamp(millis, LEAST, MOST) / LEAST) / Math.log10(MOST / LEAST);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    /** @return where the next one stands */
    private double box(StringBuilder figure, String kind, double x, double bottom, double wide, long count) {
        double high = (HEIGHT - TOP - BOTTOM) * count / highest;
        if (count > 0) {
            figure.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                    kind,
                    x,
                    bottom - high,
                    Math.max(0.5, wide - 0.6),
                    high));
        }
        return bottom - high;
    }

    private static void text(StringBuilder figure, String anchor, double x, double y, String text) {
        figure.append(String.format(
                Locale.ROOT, "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", anchor, x, y, text));
    }
}
