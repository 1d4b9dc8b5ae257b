package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.tell.Page;

/** The scenarios for people who would rather look than read. */
final class ActsPage {

    private static final String LEGEND = "<p class=\"note\">Bars are answers a second, grey the right ones, blue"
            + " what else was to be expected, red what was not; dots are the slowest of each quarter of a second, in ms, on the scale to the right.</p>\n";

    private ActsPage() {}

    static String html(ActsReport report) {
        StringBuilder body = new StringBuilder("<h2>")
                .append(report.isGood() ? "Good" : "Not good")
                .append("</h2>\n")
                .append(LEGEND)
                .append("<div class=\"cards\">\n");
        report.acts().forEach(act -> card(body, act));
        return Page.of(
                ActsReport.TITLE,
                report.circumstances(),
                body.append("</div>\n").toString());
    }

    /** One scenario. */
    static void card(StringBuilder body, Act act) {
        Scenario scenario = act.scenario();
        body.append("<section class=\"card\">\n<h3>")
                .append(scenario.name())
                .append(act.isGood() ? "" : " <span class=\"bad\">not good</span>")
                .append("</h3>\n<p>")
                .append(Page.escaped(scenario.title()))
                .append("</p>\n<p class=\"note\">")
                .append(Page.escaped(
                        act.missing().isEmpty() ? "Expected: " + scenario.good() : "Left out: " + act.missing()))
                .append("</p>\n");
        act.faults()
                .forEach(fault -> body.append("<p class=\"refused\">")
                        .append(Page.escaped(fault))
                        .append("</p>\n"));
        act.strips().forEach(strip -> body.append(Moments.html(strip)));
        body.append("<table>\n");
        act.facts()
                .forEach(fact -> body.append("<tr><td>")
                        .append(Page.escaped(fact.title()))
                        .append("</td><td>")
                        .append(fact.shown())
                        .append("</td></tr>\n"));
        body.append("</table>\n</section>\n");
    }
}
