package io.jianhu.loadtest.growth;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Outturn;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** What was found of all growths. */
record GrowthReport(Circumstances circumstances, List<Grown> all) implements Outturn {

    static final String TITLE = "jianhu bench scaling";

    @Override
    public boolean isGood() {
        return all.stream().allMatch(Grown::isGood);
    }

    @Override
    public String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        circumstances.heading(TITLE).forEach(lines::add);
        for (Grown grown : all) {
            lines.add("");
            lines.add(text(grown));
        }
        return lines.toString();
    }

    /** One growth. */
    static String text(Grown grown) {
        Growth growth = grown.growth();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(growth.name() + ": " + growth.title());
        lines.add("  CPU is of " + growth.cost() + "; expected: " + growth.expected());
        lines.add(String.format(
                "  %10s  %8s  %6s  %9s  %8s  %12s  %7s",
                "", "CPU µs", "times", "idle ms/s", "live MiB", "resident MiB", "ready s"));
        for (Point.Measured point : grown.measured()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %,10d  %,8.0f  %6.2f  %9s  %8s  %12s  %7s",
                    point.size(),
                    point.cpuMicros(),
                    grown.times(point),
                    shown("%.1f", point.idleMillis()),
                    shown("%,.0f", point.liveMib()),
                    shown("%,.0f", point.residentMib()),
                    shown("%.1f", point.readySeconds())));
        }
        grown.findings().forEach(finding -> lines.add("  " + finding));
        return lines.toString();
    }

    /** One size, while others are still to come. */
    static String line(Point point) {
        return switch (point) {
            case Point.Measured measured ->
                String.format(
                        Locale.ROOT,
                        "%,d: CPU %,.0f µs, %s MiB live, ready after %s s",
                        measured.size(),
                        measured.cpuMicros(),
                        shown("%,.0f", measured.liveMib()),
                        shown("%.1f", measured.readySeconds()));
            case Point.Failed failed -> String.format(Locale.ROOT, "%,d failed: %s", failed.size(), failed.reason());
            case Point.LeftOut out -> String.format(Locale.ROOT, "%,d left out: %s", out.size(), out.reason());
        };
    }

    private static String shown(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    @Override
    public String html() {
        return GrowthPage.html(this);
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("growths");
        for (Grown grown : all) {
            write(grown, json);
        }
        json.writeEndArray();
    }

    private static void write(Grown grown, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", grown.growth().name());
        json.writeStringField("title", grown.growth().title());
        json.writeStringField("cost", grown.growth().cost());
        json.writeStringField("expected", grown.growth().expected());
        json.writeArrayFieldStart("points");
        for (Point point : grown.points()) {
            json.writeStartObject();
            json.writeNumberField("size", point.size());
            switch (point) {
                case Point.Measured measured -> write(measured, json);
                case Point.Failed failed -> json.writeStringField("failed", failed.reason());
                case Point.LeftOut out -> json.writeStringField("leftOut", out.reason());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (String finding : grown.findings()) {
            json.writeString(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Point.Measured point, JsonGenerator json) throws IOException {
        json.writeNumberField("cpuMicros", point.cpuMicros());
        write("idleMillis", point.idleMillis(), json);
        write("liveMiB", point.liveMib(), json);
        write("residentMiB", point.residentMib(), json);
        write("readySeconds", point.readySeconds(), json);
    }

    private static void write(String name, OptionalDouble value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsDouble());
        }
    }
}
