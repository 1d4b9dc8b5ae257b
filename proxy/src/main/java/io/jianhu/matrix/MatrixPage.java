package io.jianhu.matrix;

import io.jianhu.text.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a matrix as one page that needs nothing else: it filters with a script, and shows everything without. */
public final class MatrixPage {
    private static final String PAGE = Resource.text(MatrixPage.class, "matrix.html");
    private static final String STYLE = Resource.text(MatrixPage.class, "matrix.css");
    private static final String SCRIPT = Resource.text(MatrixPage.class, "matrix.js");
    private static final List<Words> HEADS = List.of(
            new Words("条款", "Clause"),
            new Words("要求", "What it asks"),
            new Words("规则", "Rules"),
            new Words("运行时控制和测试", "Runtime controls and tests"));
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private MatrixPage() {}

    /**
     * The page.
     *
     * @param revision of the policy that the matrix is of
     */
    public static String write(Matrix matrix, String revision) {
        Map<String, String> values = Map.of(
                "policy", "default-src 'none'; style-src " + Html.hash(STYLE) + "; script-src " + Html.hash(SCRIPT),
                "style", STYLE,
                "script", SCRIPT,
                "revision", Html.escape(revision),
                "figures", figures(matrix),
                "marks", marks(),
                "sections", sections(matrix));
        // In one pass, so that no value is taken for a template.
        return PLACE.matcher(PAGE)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    private static String figures(Matrix matrix) {
        StringBuilder figures = new StringBuilder();
        figure(figures, "all", matrix.rows().count(), new Words("条", "clauses"));
        for (Status status : Status.values()) {
            figure(
                    figures,
                    status == Status.HOLE ? hole(matrix.count(status)) : status.word(),
                    matrix.count(status),
                    status.label());
        }
        figure(figures, hole(matrix.holesRead()), matrix.holesRead(), new Words("读过原文的缺口", "holes, wording read"));
        return figures.toString();
    }

    private static String hole(long count) {
        return count == 0 ? Status.COVERED.word() : Status.HOLE.word();
    }

    private static void figure(StringBuilder figures, String kind, long count, Words label) {
        figures.append("<li class=\"figure ")
                .append(kind)
                .append("\"><b>")
                .append(count)
                .append("</b> ")
                .append(Html.words(label))
                .append("</li>\n");
    }

    private static String marks() {
        StringBuilder marks = new StringBuilder();
        for (Mark mark : Mark.values()) {
            marks.append("<li><span class=\"mark ")
                    .append(mark.word())
                    .append("\">")
                    .append(Html.escape(mark.label().zh()))
                    .append("</span> ")
                    .append(Html.english(mark.label().en()))
                    .append("</li>\n");
        }
        return marks.toString();
    }

    private static String sections(Matrix matrix) {
        return matrix.sections().stream().map(MatrixPage::section).collect(Collectors.joining());
    }

    private static String section(Section section) {
        String title = section.instrument().title().zh();
        StringBuilder page = new StringBuilder();
        page.append("<section data-instrument=\"").append(Html.escape(title)).append("\">\n<h2>");
        page.append(Html.words(section.instrument().title())).append("</h2>\n");
        page.append("<table>\n<thead><tr>");
        for (Words head : HEADS) {
            page.append("<th scope=\"col\">").append(Html.words(head)).append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        section.rows().forEach(row -> page.append(new RowPage(row).write()));
        page.append("</tbody>\n</table>\n");
        if (!section.whole().isEmpty()) {
            page.append("<details class=\"whole\" open><summary>")
                    .append(section.whole().size())
                    .append(" 条规则以整部为依据，不指明条 ")
                    .append(Html.english("rules that rest on the whole"))
                    .append("</summary>\n<ul class=\"rules\">")
                    .append(section.whole().stream().map(RowPage::rule).collect(Collectors.joining()))
                    .append("</ul></details>\n");
        }
        return page.append("</section>\n").toString();
    }
}
