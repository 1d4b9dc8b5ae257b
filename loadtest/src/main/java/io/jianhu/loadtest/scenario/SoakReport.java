package io.jianhu.loadtest.scenario;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Outturn;
import io.jianhu.loadtest.tell.Page;
import io.jianhu.loadtest.tell.Spread;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a long run showed.
 *
 * @param samples in the order of time
 * @param act what became of the questions
 */
record SoakReport(Circumstances circumstances, List<Sample> samples, Act act) implements Outturn {

    static final String TITLE = "jianhu bench soak";

    /** The share of the samples, from the first, in which a gateway is still getting warm. */
    private static final double SETTLING = 0.2;

    private static final double MOST_GROWTH = 1.1;

    /** The first and the second half of what comes after settling; medians. */
    record Halves(double first, double second) {

        boolean isFlat(double slack) {
            return second <= MOST_GROWTH * first + slack;
        }
    }

    Halves halves(Sample.Series series) {
        int from = (int) (samples.size() * SETTLING);
        int middle = from + (samples.size() - from) / 2;
        return new Halves(median(series, from, middle), median(series, middle, samples.size()));
    }

    private double median(Sample.Series series, int from, int to) {
        return Spread.of(samples.subList(from, to).stream()
                        .mapToDouble(series.of())
                        .toArray())
                .median();
    }

    @Override
    public boolean isGood() {
        return act.isGood() && Sample.SERIES.stream().allMatch(this::isFlat);
    }

    private boolean isFlat(Sample.Series series) {
        return halves(series).isFlat(series.slack());
    }

    @Override
    public String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        circumstances.heading(TITLE).forEach(lines::add);
        lines.add("");
        lines.add(ActsReport.text(act));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-28s %12s %12s  %s", "median, after settling", "first half", "second half", ""));
        for (Sample.Series series : Sample.SERIES) {
            Halves halves = halves(series);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-28s %,12.1f %,12.1f  %s",
                    series.title(),
                    halves.first,
                    halves.second,
                    isFlat(series) ? "flat" : "GROWS"));
        }
        lines.add("");
        lines.add("verdict  " + (isGood() ? "good" : "NOT GOOD"));
        return lines.toString();
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeFieldName("questions");
        ActsReport.write(act, json);
        json.writeArrayFieldStart("samples");
        for (Sample sample : samples) {
            json.writeStartObject();
            json.writeNumberField("minutes", sample.minutes());
            for (Sample.Series series : Sample.SERIES) {
                json.writeNumberField(series.title(), series.of().applyAsDouble(sample));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public String html() {
        StringBuilder body = new StringBuilder("<h2>")
                .append(isGood() ? "Good" : "Not good")
                .append("</h2>\n<div class=\"cards\">\n");
        for (Sample.Series series : Sample.SERIES) {
            body.append("<section class=\"card\">\n<h3>")
                    .append(Page.escaped(series.title()))
                    .append(isFlat(series) ? "" : " <span class=\"bad\">grows</span>")
                    .append("</h3>\n")
                    .append(Course.html(samples, series.of()))
                    .append("</section>\n");
        }
        ActsPage.card(body, act);
        return Page.of(TITLE, circumstances, body.append("</div>\n").toString());
    }
}
