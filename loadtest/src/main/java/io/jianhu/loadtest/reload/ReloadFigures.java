package io.jianhu.loadtest.reload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Spread;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What reloads took, by load. */
record ReloadFigures(Circumstances circumstances, List<Round> rounds) {

    private static final double PERCENTILE = 99;

    /**
     * One reload.
     *
     * @param load how much was asked meanwhile
     * @param live milliseconds from the file to the first verdict by it
     * @param before what was counted in a window without an edit
     * @param during the same in the window of the edit
     */
    record Round(String load, int number, double live, Tally before, Tally during) {

        double p99Before() {
            return before.latency().getValueAtPercentile(PERCENTILE) / 1e6;
        }

        double p99During() {
            return during.latency().getValueAtPercentile(PERCENTILE) / 1e6;
        }

        double ratio() {
            return p99During() / p99Before();
        }

        long failed() {
            return before.failed() + during.failed();
        }
    }

    /**
     * A line of the report.
     *
     * @param key for programs
     * @param title for people, with the unit
     * @param decimals how many are shown
     */
    private record Figure(String key, String title, int decimals, ToDoubleFunction<Round> of) {

        private static final List<Figure> ALL = List.of(
                new Figure("live_ms", "from file to live, ms", 0, Round::live),
                new Figure("p99_before_ms", "p99 in the window before, ms", 2, Round::p99Before),
                new Figure("p99_during_ms", "p99 in the window of the edit, ms", 2, Round::p99During),
                new Figure("p99_ratio", "p99 during / before", 2, Round::ratio),
                new Figure("answers_per_second", "answers/s during", 0, round -> round.during.rate()));

        private Spread spread(List<Round> rounds) {
            return Spread.of(rounds.stream().mapToDouble(of).toArray());
        }
    }

    /** Questions without the right answer. */
    long failed() {
        return rounds.stream().mapToLong(Round::failed).sum();
    }

    private List<String> loads() {
        return rounds.stream().map(Round::load).distinct().toList();
    }

    private List<Round> of(String load) {
        return rounds.stream().filter(round -> round.load.equals(load)).toList();
    }

    String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        circumstances.heading("jianhu bench reload").forEach(lines::add);
        lines.add("");
        lines.add(String.format("%-36s", "median (least-most of the rounds)")
                + loads().stream()
                        .map(load -> String.format(" %-28s", load))
                        .collect(Collectors.joining())
                        .stripTrailing());
        for (Figure figure : Figure.ALL) {
            StringBuilder line = new StringBuilder(String.format("%-36s", figure.title));
            for (String load : loads()) {
                Spread spread = figure.spread(of(load));
                String form = "%,." + figure.decimals + "f";
                line.append(String.format(
                        Locale.ROOT,
                        " %-28s",
                        String.format(
                                Locale.ROOT,
                                form + " (" + form + "-" + form + ")",
                                spread.median(),
                                spread.least(),
                                spread.most())));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add("");
        lines.add("questions without the right answer: " + failed());
        return lines.toString();
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            circumstances.write(json);
            json.writeNumberField("failed", failed());
            json.writeArrayFieldStart("rounds");
            for (Round round : rounds) {
                json.writeStartObject();
                json.writeStringField("load", round.load);
                json.writeNumberField("round", round.number);
                for (Figure figure : Figure.ALL) {
                    json.writeNumberField(figure.key, figure.of.applyAsDouble(round));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }
}
