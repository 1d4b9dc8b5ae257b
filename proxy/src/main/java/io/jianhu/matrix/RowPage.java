package io.jianhu.matrix;

import io.jianhu.policy.Mode;
import io.jianhu.policy.Rule;
import java.util.stream.Collectors;

/** Writes one clause as a row of the page. */
final class RowPage {
    private final Row row;
    private final Clause clause;
    private final StringBuilder page = new StringBuilder();

    RowPage(Row row) {
        this.row = row;
        this.clause = row.clause();
    }

    String write() {
        Status status = row.status();
        page.append("<tr class=\"").append(status.word());
        page.append("\" data-status=\"").append(status.word());
        page.append("\" data-ref=\"").append(Html.escape(clause.ref())).append("\">\n");
        page.append("<th scope=\"row\"><span class=\"ref\">")
                .append(Html.escape(clause.ref()))
                .append("</span> ")
                .append(Html.words(clause.title()))
                .append("<span class=\"status ")
                .append(status.word())
                .append("\">")
                .append(Html.words(status.label()))
                .append("</span></th>\n");
        asks();
        rules();
        controls();
        return page.append("</tr>\n").toString();
    }

    private void asks() {
        page.append("<td class=\"asks\"><p>").append(Html.words(clause.asks())).append("</p>");
        page.append("<span class=\"mark ")
                .append(clause.mark().word())
                .append("\" title=\"")
                .append(Html.escape(clause.mark().label().en()))
                .append("\">")
                .append(Html.escape(clause.mark().label().zh()))
                .append("</span>");
        row.faults().forEach(fault -> note("fault", new Words("缺口：", "Hole:"), fault));
        clause.notClaimed().ifPresent(why -> note("why", new Words("不主张：", "Not claimed:"), why));
        clause.leaves().ifPresent(rest -> note("rest", new Words("留给别人：", "Left to others:"), rest));
        page.append("</td>\n");
    }

    private void note(String kind, Words label, Words text) {
        page.append("<p class=\"")
                .append(kind)
                .append("\"><b>")
                .append(label.zh())
                .append("</b>");
        page.append(Html.escape(text.zh())).append(' ');
        page.append("<span lang=\"en\"><b>").append(label.en()).append("</b> ");
        page.append(Html.escape(text.en())).append("</span></p>");
    }

    private void rules() {
        page.append("<td class=\"rules\">");
        if (!row.named().isEmpty()) {
            page.append("<ul class=\"rules\">")
                    .append(row.named().stream().map(RowPage::rule).collect(Collectors.joining()))
                    .append("</ul>");
        }
        if (!row.citing().isEmpty()) {
            page.append("<details open><summary>")
                    .append(row.named().isEmpty() ? "" : "另有 ")
                    .append(row.citing().size())
                    .append(" 条规则以此为依据 ")
                    .append(Html.english(row.named().isEmpty() ? "rules rest on it" : "more rules rest on it"))
                    .append("</summary><ul class=\"rules\">")
                    .append(row.citing().stream().map(RowPage::rule).collect(Collectors.joining()))
                    .append("</ul></details>");
        }
        if (row.named().isEmpty() && row.citing().isEmpty()) {
            page.append("<span class=\"none\">—</span>");
        }
        page.append("</td>\n");
    }

    static String rule(Rule rule) {
        boolean idle = rule.mode() == Mode.OFF || rule.mode() == Mode.SHADOW;
        return "<li" + (idle ? " class=\"idle\"" : "") + " title=\""
                + Html.escape(rule.title().en() + " (" + rule.file() + ":" + rule.line() + ")") + "\"><code>"
                + Html.escape(rule.id()) + "</code> " + Html.escape(rule.title().zh()) + " <small>"
                + rule.mode().word() + " · 测试" + rule.tests() + "</small></li>";
    }

    private void controls() {
        page.append("<td class=\"controls\">");
        if (!clause.controls().isEmpty() || !clause.tests().isEmpty()) {
            page.append("<ul>");
            for (Control control : clause.controls()) {
                page.append("<li title=\"")
                        .append(Html.escape(control.title().en()))
                        .append("\"><code>")
                        .append(Html.escape(control.name()))
                        .append("</code> ")
                        .append(Html.escape(control.title().zh()))
                        .append(" <small>")
                        .append(Html.escape(String.join(", ", control.tests())))
                        .append("</small></li>");
            }
            for (String test : clause.tests()) {
                page.append("<li><small>").append(Html.escape(test)).append("</small></li>");
            }
            page.append("</ul>");
        } else {
            page.append("<span class=\"none\">—</span>");
        }
        page.append("</td>\n");
    }
}
