package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.matrix.Clause;
import io.jianhu.matrix.Control;
import io.jianhu.matrix.Matrix;
import io.jianhu.matrix.Row;
import io.jianhu.matrix.Section;
import io.jianhu.matrix.Status;
import io.jianhu.matrix.Words;
import io.jianhu.policy.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Writes a matrix for programs. */
final class MatrixJson {

    private MatrixJson() {}

    static void write(Matrix matrix, String revision, PrintWriter out) {
        PolicyDirectory.json(out, json -> {
            json.writeStringField("revision", revision);
            json.writeObjectFieldStart("summary");
            json.writeNumberField("clauses", matrix.rows().count());
            json.writeNumberField("covered", matrix.count(Status.COVERED));
            json.writeNumberField("partlyCovered", matrix.count(Status.PARTLY));
            json.writeNumberField("holes", matrix.count(Status.HOLE));
            json.writeNumberField("holesWithWordingRead", matrix.holesRead());
            json.writeNumberField("notClaimed", matrix.count(Status.NOT_CLAIMED));
            json.writeEndObject();
            json.writeArrayFieldStart("instruments");
            for (Section section : matrix.sections()) {
                json.writeStartObject();
                words(json, "title", section.instrument().title());
                json.writeArrayFieldStart("clauses");
                for (Row row : section.rows()) {
                    row(json, row);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("rulesOnTheWhole");
                for (Rule rule : section.whole()) {
                    rule(json, rule, false);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        Clause clause = row.clause();
        json.writeStartObject();
        json.writeStringField("ref", clause.ref());
        words(json, "title", clause.title());
        words(json, "asks", clause.asks());
        json.writeStringField("mark", clause.mark().word());
        json.writeStringField("status", row.status().word());
        json.writeArrayFieldStart("holes");
        for (Words fault : row.faults()) {
            json.writeString(fault.en());
        }
        json.writeEndArray();
        if (clause.notClaimed().isPresent()) {
            words(json, "notClaimed", clause.notClaimed().get());
        }
        if (clause.leaves().isPresent()) {
            words(json, "leaves", clause.leaves().get());
        }
        json.writeArrayFieldStart("rules");
        for (Rule rule : row.named()) {
            rule(json, rule, true);
        }
        for (Rule rule : row.citing()) {
            rule(json, rule, false);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("controls");
        for (Control control : clause.controls()) {
            json.writeStartObject();
            json.writeStringField("name", control.name());
            words(json, "title", control.title());
            strings(json, "tests", control.tests());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "tests", clause.tests());
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, Rule rule, boolean named) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        words(json, "title", new Words(rule.title().zh(), rule.title().en()));
        json.writeStringField("mode", rule.mode().word());
        json.writeNumberField("tests", rule.tests());
        json.writeBooleanField("named", named);
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String key, Words words) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("zh", words.zh());
        json.writeStringField("en", words.en());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String key, List<String> strings) throws IOException {
        json.writeArrayFieldStart(key);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
