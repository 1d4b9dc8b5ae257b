package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.mask.Redaction;
import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Hit;
import io.jianhu.recognise.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Words about what was seen in a text; never the values themselves. */
final class MaskExplanation {

    private static final JsonFactory JSON = new JsonFactory();

    private MaskExplanation() {}

    static String why(Evidence evidence) {
        return switch (evidence) {
            case CHECKED_AND_LABELLED -> "check digit or fixed form, and a label before it";
            case CHECKED -> "check digit or fixed form";
            case LABELLED -> "a label before it";
            case NEIGHBOURS -> "what stands around it";
            case SHAPE -> "its form alone";
            case PUBLIC -> "it belongs to an office";
        };
    }

    static String sensitivity(Kind.Sensitivity sensitivity) {
        return switch (sensitivity) {
            case ORDINARY -> "ordinary personal information";
            case CONSERVATIVE -> "sensitive by GB/T 35273—2020";
            case SENSITIVE -> "sensitive by GB/T 35273—2020 and GB/T 45574—2025";
        };
    }

    static String json(Redaction.Redacted redacted) throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            json.writeStringField("text", redacted.text());
            findings(json, redacted.hits());
            json.writeEndObject();
        }
        return written.toString();
    }

    static void findings(JsonGenerator json, List<Hit> hits) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Hit hit : hits) {
            json.writeStartObject();
            json.writeStringField("kind", hit.kind().name());
            json.writeStringField("label", hit.kind().label());
            json.writeNumberField("start", hit.span().start());
            json.writeNumberField("end", hit.span().end());
            json.writeStringField("evidence", word(hit.evidence()));
            json.writeNumberField("confidence", hit.evidence().confidence());
            json.writeStringField("sensitivity", word(hit.kind().sensitivity()));
            json.writeBooleanField("masked", hit.evidence() != Evidence.PUBLIC);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
