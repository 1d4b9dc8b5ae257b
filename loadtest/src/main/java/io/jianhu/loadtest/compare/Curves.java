package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.tell.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How long the answers of all arms took: for each share of them the longest, both on logarithmic scales. */
final class Curves {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 10;
    private static final int BOTTOM = 34;
    private static final int COLOURS = 6;
    private static final double MILLI = 1e6;
    /** From the median to one in a thousand, as the tens in one over the share that takes longer. */
    private static final double FIRST = Math.log10(2);

    private static final double LAST = 3;
    private static final int STEPS = 54;
    private static final Map<Double, String> SHARES =
            new TreeMap<>(Map.of(FIRST, "half", 1.0, "90 %", 2.0, "99 %", 3.0, "99.9 %"));

    private final int least;
    private final int most;

    /** @param least the power of ten of milliseconds at the bottom */
    private Curves(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** A card; empty where nothing valid was measured. */
    static String html(Phase phase, Summary summary) {
        List<String> arms = summary.arms();
        List<Histogram> all =
                arms.stream().map(arm -> summary.latencies(arm, phase)).toList();
        double shortest = Double.MAX_VALUE;
        double longest = 0;
        for (Histogram one : all) {
            if (one.getTotalCount() > 0) {
                shortest = Math.min(shortest, millis(one, FIRST));
                longest = Math.max(longest, millis(one, LAST));
            }
        }
        if (longest == 0) {
            return "";
        }
        int bottom = (int) Math.floor(Math.log10(shortest));
        return new Curves(bottom, Math.max(bottom + 1, (int) Math.ceil(Math.log10(longest)))).card(phase, arms, all);
    }

    private String card(Phase phase, List<String> arms, List<Histogram> all) {
        StringBuilder card = new StringBuilder("<section class=\"card\">\n<h3>")
                .append(phase.title())
                .append(", ms for so many of the answers</h3>\n<ul class=\"legend\">\n");
        for (int i = 0; i < arms.size(); i++) {
            card.append(String.format(
                    "<li><i class=\"s%d\"></i>%s</li>%n", colour(arms.get(i), i), Page.escaped(arms.get(i))));
        }
        card.append(String.format("</ul>%n<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        for (int power = least; power <= most; power++) {
            line(card, LEFT, y(power), WIDTH - RIGHT, y(power));
            text(card, "end", LEFT - 8, y(power) + 4, number(Math.pow(10, power)));
        }
        SHARES.forEach((at, name) -> {
            line(card, x(at), TOP, x(at), HEIGHT - BOTTOM);
            text(card, at == FIRST ? "start" : at == LAST ? "end" : "middle", x(at), HEIGHT - 12, name);
        });
        for (int i = 0; i < arms.size(); i++) {
            if (all.get(i).getTotalCount() > 0) {
                card.append(
                        String.format("<path class=\"s%d\" d=\"%s\"/>%n", colour(arms.get(i), i), path(all.get(i))));
            }
        }
        return card.append("</svg>\n</section>\n").toString();
    }

    /** That of jianhu is the first everywhere. */
    private static int colour(String arm, int index) {
        return arm.equals(Arm.JIANHU) ? 0 : 1 + index % (COLOURS - 1);
    }

    private String path(Histogram of) {
        StringBuilder path = new StringBuilder();
        for (int step = 0; step <= STEPS; step++) {
            double at = FIRST + (LAST - FIRST) * step / STEPS;
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", step == 0 ? "M" : "L", x(at), y(Math.log10(millis(of, at)))));
        }
        return path.toString();
    }

    private static double millis(Histogram of, double tens) {
        return Math.max(1, of.getValueAtPercentile(100 - 100 * Math.pow(10, -tens))) / MILLI;
    }

    private static double x(double tens) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (tens - FIRST) / (LAST - FIRST);
    }

    private double y(double power) {
        double share = Math.clamp((power - least) / (most - least), 0.0, 1.0);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private static String number(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    private static void line(StringBuilder card, double x1, double y1, double x2, double y2) {
        card.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder card, String anchor, double x, double y, String text) {
        card.append(String.format(
                Locale.ROOT, "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", anchor, x, y, text));
    }
}
