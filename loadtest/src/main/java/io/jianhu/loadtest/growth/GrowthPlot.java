package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.tell.Page;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Figures by size: sizes on a logarithmic scale, figures on an even one that begins at 0. */
final class GrowthPlot {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 118;
    private static final int LEFT = 46;
    private static final int RIGHT = 20;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    /** Sizes whose names would touch are not named. */
    private static final int APART = 34;

    private static final int MILLE = 1_000;
    private static final int MILLION = 1_000_000;

    private final List<Point> points;

    /**
     * One figure of all sizes.
     *
     * @param colour of the page
     * @param name beside the caption; possibly empty
     */
    record Line(int colour, String name, Function<Point.Measured, OptionalDouble> figure) {

        OptionalDouble at(Point point) {
            return point instanceof Point.Measured measured ? figure.apply(measured) : OptionalDouble.empty();
        }
    }

    GrowthPlot(List<Point> points) {
        this.points = points;
    }

    /** A figure with its caption; empty where no size has it. */
    String html(String caption, List<Line> lines) {
        List<Line> known = lines.stream().filter(this::isKnown).toList();
        double most = known.stream()
                .flatMap(line -> points.stream().map(line::at))
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(0);
        if (most <= 0) {
            return "";
        }
        double top = round(most);
        StringBuilder figure = new StringBuilder("<figure><figcaption>").append(Page.escaped(caption));
        for (Line line : known) {
            if (!line.name().isEmpty()) {
                figure.append(String.format(
                        " <span class=\"key\"><i class=\"s%d\"></i>%s</span>", line.colour(), line.name()));
            }
        }
        figure.append(String.format("</figcaption>%n<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        scales(figure, top);
        known.forEach(line -> draw(figure, line, top));
        return figure.append("</svg></figure>\n").toString();
    }

    private boolean isKnown(Line line) {
        return points.stream().anyMatch(point -> line.at(point).isPresent());
    }

    private void scales(StringBuilder figure, double top) {
        for (int half = 0; half <= 2; half++) {
            double value = top * half / 2;
            figure.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n",
                    LEFT,
                    y(value, top),
                    WIDTH - RIGHT,
                    y(value, top)));
            text(figure, "end", LEFT - 8, y(value, top) + 4, figure(value));
        }
        double next = Double.MAX_VALUE;
        for (Point point : points.reversed()) {
            if (next - x(point) > APART) {
                next = x(point);
                text(figure, "middle", next, HEIGHT - 6, size(point.size()));
            }
            if (!(point instanceof Point.Measured)) {
                cross(figure, x(point), y(0, top));
            }
        }
    }

    private static void cross(StringBuilder figure, double x, double y) {
        figure.append(
                String.format(Locale.ROOT, "<path class=\"s0\" d=\"M%.1f %.1fl8 8m0 -8l-8 8\"/>%n", x - 4, y - 4));
    }

    private void draw(StringBuilder figure, Line line, double top) {
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Point point : points) {
            line.at(point).ifPresent(value -> {
                path.append(
                        String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point), y(value, top)));
                dots.append(String.format(
                        Locale.ROOT,
                        "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s: %s</title></circle>%n",
                        line.colour(),
                        x(point),
                        y(value, top),
                        size(point.size()),
                        figure(value)));
            });
        }
        figure.append(String.format("<path class=\"s%d\" d=\"%s\"/>%n", line.colour(), path))
                .append(dots);
    }

    private double x(Point point) {
        double first = Math.log10(points.getFirst().size());
        double last = Math.log10(points.getLast().size());
        double share = last > first ? (Math.log10(point.size()) - first) / (last - first) : 0.5;
        return LEFT + 12 + (WIDTH - LEFT - RIGHT - 12) * share;
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
    }

    /** The next greater number that is easy to read: 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten. */
    static double round(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int step : new int[] {1, 2, 3, 4, 5, 6, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Such as {@code 300 k}. */
    static String size(int size) {
        if (size >= MILLION && size % MILLION == 0) {
            return size / MILLION + " M";
        }
        return size >= MILLE && size % MILLE == 0 ? size / MILLE + " k" : Integer.toString(size);
    }

    private static String figure(double value) {
        return value == 0
                ? "0"
                : String.format(Locale.ROOT, value >= 10 ? "%,.0f" : value >= 1 ? "%.1f" : "%.2f", value);
    }

    private static void text(StringBuilder figure, String anchor, double x, double y, String text) {
        figure.append(String.format(
                Locale.ROOT, "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", anchor, x, y, text));
    }
}
