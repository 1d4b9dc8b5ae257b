package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.tell.Page;
import java.util.List;
import java.util.OptionalDouble;

/** The growths for people who would rather look than read. */
final class GrowthPage {

    private static final String NOTE = "<p class=\"note\">Sizes are on logarithmic scales, figures on even ones that"
            + " begin at 0. A cross stands where a size could not be measured.</p>\n";

    private GrowthPage() {}

    static String html(GrowthReport report) {
        StringBuilder body = new StringBuilder("<h2>What grows with what</h2>\n")
                .append(NOTE)
                .append("<div class=\"cards\">\n");
        report.all().forEach(grown -> card(body, grown));
        return Page.of(
                GrowthReport.TITLE,
                report.circumstances(),
                body.append("</div>\n").toString());
    }

    private static void card(StringBuilder body, Grown grown) {
        Growth growth = grown.growth();
        body.append("<section class=\"card\">\n<h3>")
                .append(growth.name())
                .append(grown.isGood() ? "" : " <span class=\"bad\">does not go so far</span>")
                .append("</h3>\n<p>")
                .append(Page.escaped(growth.title()))
                .append("</p>\n<p class=\"note\">Expected: ")
                .append(Page.escaped(growth.expected()))
                .append("</p>\n");
        plots(body, grown);
        body.append("<ul class=\"findings\">\n");
        grown.findings()
                .forEach(finding ->
                        body.append("<li>").append(Page.escaped(finding)).append("</li>\n"));
        body.append("</ul>\n");
        body.append("</section>\n");
    }

    private static void plots(StringBuilder body, Grown grown) {
        GrowthPlot plot = new GrowthPlot(grown.points());
        body.append(plot.html(
                "CPU µs of " + grown.growth().cost(),
                List.of(new GrowthPlot.Line(0, "", point -> OptionalDouble.of(point.cpuMicros())))));
        body.append(plot.html(
                "memory, MiB",
                List.of(
                        new GrowthPlot.Line(1, "live", Point.Measured::liveMib),
                        new GrowthPlot.Line(5, "resident", Point.Measured::residentMib))));
        body.append(plot.html(
                "CPU while nobody asks, ms a second", List.of(new GrowthPlot.Line(3, "", Point.Measured::idleMillis))));
        body.append(plot.html("ready after, s", List.of(new GrowthPlot.Line(2, "", Point.Measured::readySeconds))));
    }
}
