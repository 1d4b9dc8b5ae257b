package io.jianhu.assess;

import java.util.List;
import java.util.Locale;

/** Draws shares as bars with their intervals and the gate that they have to reach, as SVG that prints without colour. */
final class Chart {

    private static final int WIDTH = 960;
    private static final int LEFT = 372;
    private static final int RIGHT = 716;
    private static final int TOP = 34;
    private static final int STEP = 46;
    private static final int BAR = 18;

    private final StringBuilder svg = new StringBuilder();
    private final double gate;
    private final boolean atLeast;

    /**
     * @param gate 0 to 1
     * @param atLeast whether the gate is a floor rather than a ceiling
     */
    private Chart(double gate, boolean atLeast) {
        this.gate = gate;
        this.atLeast = atLeast;
    }

    static String floor(String name, List<Figure.Row> rows, double gate) {
        return new Chart(gate, true).draw(name, rows);
    }

    static String ceiling(String name, List<Figure.Row> rows, double gate) {
        return new Chart(gate, false).draw(name, rows);
    }

    private String draw(String name, List<Figure.Row> rows) {
        int bottom = TOP + rows.size() * STEP;
        line("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, bottom + 8, Html.text(name));
        for (int percent = 0; percent <= 100; percent += 25) {
            int x = x(percent / 100.0);
            line("<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x, TOP - 6, x, bottom);
            if (Math.abs(percent / 100.0 - gate) > 0.08) {
                line("<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d %%</text>", x, TOP - 12, percent);
            }
        }
        int y = TOP;
        for (Figure.Row row : rows) {
            row(row, y);
            y += STEP;
        }
        int x = x(gate);
        line("<line class=\"gate\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x, TOP - 6, x, bottom);
        line(
                "<text class=\"limit\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s %d %%</text>",
                x, TOP - 12, atLeast ? "≥" : "≤", Math.round(gate * 100));
        return svg.append("</svg>\n").toString();
    }

    private void row(Figure.Row row, int y) {
        Rate rate = row.rate();
        boolean good = rate.of() > 0 && (atLeast ? rate.share() >= gate : rate.share() <= gate);
        int middle = y + STEP / 2 - 2;
        label(row, middle);
        if (rate.of() == 0) {
            line("<text class=\"value none\" x=\"%d\" y=\"%d\">没有题目 none</text>", LEFT + 8, middle + 6);
            return;
        }
        line(
                "<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                good ? "good" : "bad", LEFT, middle - BAR / 2, Math.max(2, x(rate.share()) - LEFT), BAR);
        line(
                "<path class=\"interval\" d=\"M%d %dV%dM%d %dH%dM%d %dV%d\"/>",
                x(rate.low()), middle - 6, middle + 6, x(rate.low()), middle, x(rate.high()), x(rate.high()), middle - 6,
                middle + 6);
        line(
                "<text class=\"value %s\" x=\"%d\" y=\"%d\">%s %s <tspan class=\"count\">%d/%d</tspan></text>",
                good ? "good" : "bad", RIGHT + 18, middle + 1, good ? "✓" : "✗", rate.percent(), rate.hits(), rate.of());
        line("<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>", RIGHT + 18, middle + 18, rate.interval());
    }

    private void label(Figure.Row row, int middle) {
        String id = row.id().isEmpty() ? "" : "<tspan class=\"id\">" + Html.text(row.id()) + "</tspan> ";
        int base = row.en().isEmpty() ? middle + 6 : middle + 1;
        line(
                "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s%s</text>",
                LEFT - 12, base, id, Html.shortened(row.zh(), 20));
        if (!row.en().isEmpty()) {
            line(
                    "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                    LEFT - 12, middle + 18, Html.text(row.en()));
        }
    }

    private static int x(double share) {
        return LEFT + (int) Math.round((RIGHT - LEFT) * share);
    }

    private void line(String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values)).append('\n');
    }
}
