package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Page;
import java.util.List;

/** The figures for people who would rather look than read: one file that needs no other. */
final class ReportPage {

    private ReportPage() {}

    /** @param more what else is to be told, as text; possibly empty */
    static String html(
            String title, Circumstances circumstances, List<Row> rows, Summary summary, Doubts doubts, String more) {
        StringBuilder body = new StringBuilder();
        if (doubts.refusals().isEmpty()) {
            body.append(
                    "<h2>Figures</h2>\n<p class=\"note\">Median of the rounds, with a line from the least to the"
                            + " most. x is jianhu divided by that arm, + is what jianhu adds. CPU is of the arm's own process.</p>\n<div class=\"cards\">\n");
            rows.forEach(row -> body.append(Bars.html(row, summary.arms())));
            body.append("</div>\n<h2>How long answers take at half load</h2>\n<div class=\"cards\">\n");
            for (Phase phase : List.of(Phase.DOCUMENTS_AT_HALF, Phase.STREAMS_AT_HALF)) {
                body.append(Curves.html(phase, summary));
            }
            body.append("</div>\n");
        } else {
            body.append("<h2>No figures: these measurements cannot be trusted</h2>\n");
            list(body, "refused", doubts.refusals());
        }
        if (!doubts.remarks().isEmpty()) {
            body.append("<h2>Mind</h2>\n");
            list(body, "note", doubts.remarks());
        }
        if (!more.isBlank()) {
            body.append("<h2>Guards</h2>\n<pre>")
                    .append(Page.escaped(more.strip()))
                    .append("</pre>\n");
        }
        return Page.of(title, circumstances, body.toString());
    }

    private static void list(StringBuilder body, String kind, List<String> items) {
        body.append("<ul class=\"").append(kind).append("\">\n");
        items.forEach(item -> body.append("<li>").append(Page.escaped(item)).append("</li>\n"));
        body.append("</ul>\n");
    }
}
