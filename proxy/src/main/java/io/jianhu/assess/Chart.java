package io.jianhu.assess;

import java.util.List;

/** Draws shares as bars with their intervals and the gate that they have to reach, as SVG that prints without colour. */
final class Chart {

    private static final int WIDTH = 960;
    private static final int WIDE = 404;
    private static final int NARROW = 232;
    private static final int RIGHT = 720;
    private static final int TOP = 36;
    private static final int STEP = 50;
    private static final int BAR = 20;
    /** A chart with more is drawn in parts, so that each fits a page. */
    private static final int MOST_ROWS = 20;

    private final StringBuilder svg = new StringBuilder();
    private final double gate;
    private final boolean atLeast;
    private final int left;
    private final double most;

    /**
     * @param gate 0 to 1
     * @param atLeast whether the gate is a floor rather than a ceiling
     * @param left where the bars begin
     * @param most the share at the end of the axis
     */
    private Chart(double gate, boolean atLeast, int left, double most) {
        this.gate = gate;
        this.atLeast = atLeast;
        this.left = left;
        this.most = most;
    }

    static String floor(String name, List<Figure.Row> rows, double gate) {
        return charts(name, rows, gate, true);
    }

    static String ceiling(String name, List<Figure.Row> rows, double gate) {
        return charts(name, rows, gate, false);
    }

    private static String charts(String name, List<Figure.Row> rows, double gate, boolean atLeast) {
        int left = rows.stream().anyMatch(row -> !row.id().isEmpty()) ? WIDE : NARROW;
        int parts = (rows.size() + MOST_ROWS - 1) / MOST_ROWS;
        double most = atLeast ? 1 : axis(rows);
        StringBuilder charts = new StringBuilder();
        for (int part = 0; part < parts; part++) {
            int from = rows.size() * part / parts;
            int to = rows.size() * (part + 1) / parts;
            charts.append(new Chart(gate, atLeast, left, most).draw(name, rows.subList(from, to)));
        }
        return charts.toString();
    }

    /** Small shares, as a ceiling wants them, on an axis that shows them. */
    private static double axis(List<Figure.Row> rows) {
        double highest = rows.stream()
                .map(Figure.Row::rate)
                .filter(rate -> rate.of() > 0)
                .mapToDouble(Rate::high)
                .max()
                .orElse(1);
        return highest <= 0.2 ? 0.2 : highest <= 0.4 ? 0.4 : 1;
    }

    private String draw(String name, List<Figure.Row> rows) {
        int bottom = TOP + rows.size() * STEP;
        line("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
                .formatted(WIDTH, bottom + 8, Html.text(name)));
        for (int quarter = 0; quarter <= 4; quarter++) {
            double share = most * quarter / 4;
            int x = x(share);
            line("<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>".formatted(x, TOP - 6, x, bottom));
            if (Math.abs(share - gate) > 0.12 * most) {
                line("<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s %%</text>"
                        .formatted(x, TOP - 12, Math.round(share * 100)));
            }
        }
        int y = TOP;
        for (Figure.Row row : rows) {
            row(row, y);
            y += STEP;
        }
        int x = x(gate);
        line("<line class=\"gate\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>".formatted(x, TOP - 6, x, bottom));
        line("<text class=\"limit\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s %s %%</text>"
                .formatted(x, TOP - 12, atLeast ? "≥" : "≤", Math.round(gate * 100)));
        return svg.append("</svg>\n").toString();
    }

    private void row(Figure.Row row, int y) {
        Rate rate = row.rate();
        boolean good = rate.of() > 0 && (atLeast ? rate.share() >= gate : rate.share() <= gate);
        int middle = y + STEP / 2 - 2;
        label(row, middle);
        if (rate.of() == 0) {
            line("<text class=\"value none\" x=\"%s\" y=\"%s\">没有题目 none</text>".formatted(left + 8, middle + 6));
            return;
        }
        line("<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(good ? "good" : "bad", left, middle - BAR / 2, Math.max(2, x(rate.share()) - left), BAR));
        line("<path class=\"interval\" d=\"M%s %sV%sM%s %sH%sM%s %sV%s\"/>"
                .formatted(
                        x(rate.low()),
                        middle - 6,
                        middle + 6,
                        x(rate.low()),
                        middle,
                        x(rate.high()),
                        x(rate.high()),
                        middle - 6,
                        middle + 6));
        line("<text class=\"value %s\" x=\"%s\" y=\"%s\">%s %s <tspan class=\"count\">%s/%s</tspan></text>"
                .formatted(
                        good ? "good" : "bad",
                        RIGHT + 18,
                        middle + 1,
                        good ? "✓" : "✗",
                        rate.percent(),
                        rate.hits(),
                        rate.of()));
        line("<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text>".formatted(RIGHT + 18, middle + 19, rate.interval()));
    }

    private void label(Figure.Row row, int middle) {
        String id = row.id().isEmpty() ? "" : "<tspan class=\"id\">" + Html.text(row.id()) + "</tspan> ";
        int base = row.en().isEmpty() ? middle + 6 : middle + 1;
        line("<text class=\"name\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s%s</text>"
                .formatted(left - 12, base, id, Html.shortened(row.zh(), left == WIDE ? 20 : 11)));
        if (!row.en().isEmpty()) {
            line("<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>"
                    .formatted(left - 12, middle + 19, Html.text(row.en())));
        }
    }

    private int x(double share) {
        return left + (int) Math.round((RIGHT - left) * share / most);
    }

    private void line(String markup) {
        svg.append(markup).append('\n');
    }
}
