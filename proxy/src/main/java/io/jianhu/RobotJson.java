package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Paper;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Step;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What programs are told of a robot. */
final class RobotJson {

    private RobotJson() {}

    /** Its id, name and status, why it may not work today, and who takes over. */
    static void head(JsonGenerator json, Robot robot, Optional<String> offDuty) throws IOException {
        json.writeStringField("id", robot.id().value());
        json.writeStringField("name", robot.name());
        json.writeStringField("status", Lifecycle.word(robot.status()));
        json.writeStringField("offDuty", offDuty.orElse(null));
        json.writeStringField(
                "successor", robot.successor().map(Object::toString).orElse(null));
    }

    static void papers(JsonGenerator json, List<Paper> papers, LocalDate today) throws IOException {
        json.writeArrayFieldStart("papers");
        for (Paper paper : papers) {
            json.writeStartObject();
            json.writeStringField("kind", Lifecycle.word(paper.kind()));
            json.writeStringField("validUntil", paper.validUntil().toString());
            json.writeNumberField("daysLeft", paper.daysLeft(today));
            json.writeBooleanField("ending", paper.isEnding(today));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void history(JsonGenerator json, List<Step> history) throws IOException {
        json.writeArrayFieldStart("history");
        for (Step step : history) {
            json.writeStartObject();
            json.writeStringField("status", Lifecycle.word(step.status()));
            json.writeStringField("since", step.since().toString());
            json.writeStringField("role", step.by().role().word());
            json.writeStringField("by", step.by().name());
            json.writeObjectFieldStart("evidence");
            for (Map.Entry<String, String> evidence : step.evidence().entrySet()) {
                json.writeStringField(evidence.getKey(), evidence.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void next(JsonGenerator json, List<Lifecycle.Move> moves) throws IOException {
        json.writeArrayFieldStart("next");
        for (Lifecycle.Move move : moves) {
            json.writeStartObject();
            json.writeStringField("to", Lifecycle.word(move.to()));
            texts(json, "by", move.roles());
            texts(json, "evidence", move.evidence());
            texts(json, "optional", move.optional());
            json.writeBooleanField("anotherPerson", move.anotherPerson());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
