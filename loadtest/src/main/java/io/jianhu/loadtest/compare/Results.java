package io.jianhu.loadtest.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.tell.Spread;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The figures for programs: all measurements with their histograms, and the summary. */
final class Results {

    private static final JsonFactory JSON = new JsonFactory();

    private Results() {}

    /**
     * One JSON document.
     *
     * @param raw whether each measurement is in it, with its histograms in HdrHistogram's compressed form, as base64
     */
    static String json(Told run, boolean raw) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            run.circumstances().write(json);
            json.writeNumberField("loadAverage", run.circumstances().loadAverage());
            json.writeStringField("plan", run.plan().toString());
            strings(json, "refusals", run.doubts().refusals());
            strings(json, "remarks", run.doubts().remarks());
            if (run.doubts().refusals().isEmpty()) {
                figures(json, run.rows(), run.summary());
            }
            if (!run.trials().isEmpty()) {
                json.writeObjectFieldStart("guards");
                for (Trial trial : run.trials()) {
                    trial.write(json);
                }
                json.writeEndObject();
            }
            if (raw) {
                json.writeArrayFieldStart("measurements");
                for (Measurement measurement : run.summary().measurements()) {
                    measurement(json, measurement);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void figures(JsonGenerator json, List<Row> rows, Summary summary) throws IOException {
        json.writeObjectFieldStart("figures");
        for (Row row : rows) {
            json.writeObjectFieldStart(row.name());
            for (String arm : summary.arms()) {
                Spread spread = row.figure().apply(arm);
                if (spread.isKnown()) {
                    json.writeObjectFieldStart(arm);
                    json.writeNumberField("median", spread.median());
                    json.writeNumberField("least", spread.least());
                    json.writeNumberField("most", spread.most());
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void measurement(JsonGenerator json, Measurement measurement) throws IOException {
        Tally tally = measurement.tally();
        json.writeStartObject();
        json.writeStringField("arm", measurement.arm());
        json.writeStringField("phase", measurement.phase().name());
        json.writeNumberField("round", measurement.round());
        json.writeNumberField("asked", tally.asked());
        for (Outcome outcome : Outcome.values()) {
            json.writeNumberField(outcome.name().toLowerCase(Locale.ROOT), tally.of(outcome));
        }
        json.writeNumberField("nanos", tally.nanos());
        json.writeNumberField("cpuNanos", measurement.cpuNanos());
        json.writeNumberField("modelCpuNanos", measurement.modelCpuNanos());
        json.writeNumberField("generatorCpuNanos", measurement.generatorCpuNanos());
        json.writeNumberField("residentKib", measurement.residentKib());
        json.writeStringField("latency", encoded(tally.latency()));
        json.writeStringField("personal", encoded(tally.personal()));
        json.writeStringField("firstToken", encoded(tally.firstToken()));
        json.writeStringField("late", encoded(tally.late()));
        json.writeEndObject();
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
