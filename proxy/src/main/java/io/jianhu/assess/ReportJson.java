package io.jianhu.assess;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Decision;
import io.jianhu.source.EngineVersion;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes an assessment for programs: whole, or as the summary that is signed. */
public final class ReportJson {

    private ReportJson() {}

    /** Everything, every question with what became of it. */
    public static String whole(Assessment assessment) {
        return Json.pretty(json -> {
            head(json, assessment);
            json.writeArrayFieldStart("results");
            for (Question question : assessment.questions()) {
                result(json, question, assessment.result(question));
            }
            json.writeEndArray();
        });
    }

    /**
     * What a robot's file refers to and somebody may sign.
     *
     * @param report the bytes of the whole report, whose digest the summary names
     */
    public static String summary(Assessment assessment, byte[] report) {
        return Json.pretty(json -> {
            head(json, assessment);
            json.writeStringField("report", Digest.of(report));
        });
    }

    private static void head(JsonGenerator json, Assessment assessment) throws IOException {
        Terms terms = assessment.terms();
        json.writeStringField("assessment", "jianhu-assess/1");
        json.writeStringField("program", "jianhu " + EngineVersion.CURRENT);
        json.writeStringField("verdict", assessment.isPassed() ? "passed" : "failed");
        json.writeStringField(
                "time", assessment.at().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringField("robot", terms.robot());
        json.writeStringField("name", assessment.robot().name());
        json.writeStringField("department", assessment.robot().department());
        json.writeStringField("model", terms.model());
        Json.texts(json, "modelsNamed", assessment.models());
        json.writeStringField("policy", terms.policy());
        json.writeObjectFieldStart("banks");
        for (Map.Entry<String, String> bank : terms.banks().entrySet()) {
            json.writeStringField(bank.getKey(), bank.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("questions", assessment.questions().size());
        gates(json, assessment.gates());
        figures(json, assessment.figures());
    }

    private static void gates(JsonGenerator json, List<Gate> gates) throws IOException {
        json.writeArrayFieldStart("gates");
        for (Gate gate : gates) {
            json.writeStartObject();
            json.writeStringField("gate", gate.id());
            json.writeStringField("title", gate.zh());
            json.writeStringField("of", gate.standard() ? "GB/T 45654" : "jianhu");
            json.writeStringField("wanted", gate.wanted());
            json.writeStringField("measured", gate.measured());
            json.writeBooleanField("passed", gate.passed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void figures(JsonGenerator json, Figures figures) throws IOException {
        json.writeObjectFieldStart("figures");
        for (Figure figure : figures.groups().values()) {
            json.writeObjectFieldStart(figure.group().word());
            json.writeStringField("measures", figure.group() == Group.NON_REFUSAL ? "refused" : "as expected");
            rate(json, figure.rate());
            json.writeObjectFieldStart("outcomes");
            for (Outcome outcome : Outcome.values()) {
                json.writeNumberField(outcome.word(), figure.outcomes().getOrDefault(outcome, 0));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Figure.Row row : figure.rows()) {
                json.writeStartObject();
                json.writeStringField("subject", row.id().isEmpty() ? row.zh() : row.id());
                rate(json, row.rate());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("content");
        json.writeStringField("measures", "breaks no rule when read again by the gateway's own output rules");
        rate(json, figures.content());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rate(JsonGenerator json, Rate rate) throws IOException {
        json.writeNumberField("hits", rate.hits());
        json.writeNumberField("of", rate.of());
        json.writeNumberField("rate", rounded(rate.share()));
        json.writeNumberField("low", rounded(rate.low()));
        json.writeNumberField("high", rounded(rate.high()));
    }

    private static double rounded(double share) {
        return Math.round(share * 1e6) / 1e6;
    }

    private static void result(JsonGenerator json, Question question, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", question.id());
        json.writeStringField("file", question.place().file());
        json.writeNumberField("line", question.place().line());
        json.writeStringField("group", question.group().word());
        json.writeStringField("subject", question.subject());
        json.writeStringField("ask", question.ask());
        json.writeStringField("expect", question.expect().word());
        json.writeStringField("outcome", result.outcome().word());
        json.writeBooleanField("good", result.isGood());
        json.writeStringField("fault", result.fault().map(Fault::word).orElse(null));
        json.writeStringField("decision", result.decision().map(Decision::word).orElse(null));
        Json.texts(json, "rules", result.rules());
        Json.texts(json, "breaks", result.breaks());
        json.writeStringField("request", result.request());
        json.writeNumberField("millis", result.millis());
        json.writeStringField(result.outcome() == Outcome.FAILED ? "failure" : "answer", result.words());
        json.writeEndObject();
    }
}
