package io.jianhu.loadtest.scenario;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How one figure went in the course of a long run, from nothing upward. */
final class Course {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 150;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 10;
    private static final int BOTTOM = 22;
    private static final double HEADROOM = 1.1;

    private Course() {}

    static String html(List<Sample> samples, ToDoubleFunction<Sample> of) {
        double last = samples.getLast().minutes();
        double most =
                Math.max(1, HEADROOM * samples.stream().mapToDouble(of).max().orElse(1));
        StringBuilder path = new StringBuilder();
        for (Sample sample : samples) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    LEFT + (WIDTH - LEFT - RIGHT) * sample.minutes() / last,
                    height(of.applyAsDouble(sample) / most)));
        }
        StringBuilder figure =
                new StringBuilder(String.format("<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        for (double share : new double[] {0, 0.5, 1}) {
            figure.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n",
                    LEFT,
                    height(share),
                    WIDTH - RIGHT,
                    height(share)));
            text(figure, "end", LEFT - 6, height(share) + 4, String.format(Locale.ROOT, "%,.0f", share * most));
        }
        text(figure, "start", LEFT, HEIGHT - 5, "0 min");
        text(figure, "end", WIDTH - RIGHT, HEIGHT - 5, String.format(Locale.ROOT, "%.0f min", last));
        return figure.append("<path class=\"s0\" d=\"")
                .append(path)
                .append("\"/>\n</svg>\n")
                .toString();
    }

    private static double height(double share) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private static void text(StringBuilder figure, String anchor, double x, double y, String text) {
        figure.append(String.format(
                Locale.ROOT, "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", anchor, x, y, text));
    }
}
