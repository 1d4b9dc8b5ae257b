package io.jianhu.escalate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the steps of tickets stand in a journal. */
final class ChangeJson {

    private ChangeJson() {}

    static byte[] write(Change change) {
        return Entry.write(json -> {
            switch (change) {
                case Change.Opened opened -> {
                    json.writeStringField("kind", "ticket-opened");
                    opened(json, opened.ticket());
                }
                case Change.Turned turned -> {
                    json.writeStringField("kind", "ticket-turned");
                    json.writeStringField("code", turned.code());
                    lines(json, turned.lines());
                    json.writeStringField("state", turned.state().name());
                    json.writeStringField("deadline", turned.deadline().toString());
                }
                case Change.Claimed claimed -> {
                    json.writeStringField("kind", "ticket-claimed");
                    json.writeStringField("code", claimed.code());
                    json.writeStringField("guardian", claimed.guardian());
                }
                case Change.Answered answered -> {
                    json.writeStringField("kind", "ticket-answered");
                    json.writeStringField("code", answered.code());
                    json.writeStringField("guardian", answered.answer().guardian());
                    json.writeStringField("text", answered.answer().text());
                    json.writeStringField("at", answered.answer().at().toString());
                }
                case Change.Ended ended -> {
                    json.writeStringField("kind", "ticket-ended");
                    json.writeStringField("code", ended.code());
                    json.writeStringField("state", ended.state().name());
                }
                case Change.Told told -> {
                    json.writeStringField("kind", "ticket-told");
                    json.writeStringField("code", told.code());
                    json.writeNumberField("answers", told.answers());
                    json.writeBooleanField("end", told.end());
                }
            }
        });
    }

    /** The step that a record is, or nothing when the record is about something else than tickets. */
    static Optional<Change> read(byte[] record) {
        Entry entry = Entry.read(record);
        return switch (entry.text("kind")) {
            case "ticket-opened" -> Optional.of(new Change.Opened(ticket(entry)));
            case "ticket-turned" ->
                Optional.of(new Change.Turned(
                        entry.text("code"), lines(entry), State.valueOf(entry.text("state")), entry.time("deadline")));
            case "ticket-claimed" -> Optional.of(new Change.Claimed(entry.text("code"), entry.text("guardian")));
            case "ticket-answered" ->
                Optional.of(new Change.Answered(
                        entry.text("code"),
                        new Ticket.Answer(entry.text("guardian"), entry.text("text"), entry.time("at"))));
            case "ticket-ended" ->
                Optional.of(new Change.Ended(entry.text("code"), State.valueOf(entry.text("state"))));
            case "ticket-told" ->
                Optional.of(new Change.Told(entry.text("code"), (int) entry.number("answers"), entry.truth("end")));
            default -> Optional.empty();
        };
    }

    private static void opened(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeStringField("code", ticket.code());
        json.writeStringField("name", ticket.name());
        json.writeStringField("robot", ticket.robot().value());
        json.writeStringField("client", ticket.client());
        if (ticket.conversation().isPresent()) {
            json.writeStringField("conversation", ticket.conversation().get());
        }
        json.writeArrayFieldStart("rules");
        for (String rule : ticket.rules()) {
            json.writeString(rule);
        }
        json.writeEndArray();
        json.writeStringField("severity", ticket.severity().name());
        json.writeStringField("openedAt", ticket.openedAt().toString());
        json.writeStringField("deadline", ticket.deadline().toString());
        json.writeStringField("patience", ticket.patience().toString());
        lines(json, ticket.lines());
    }

    private static Ticket ticket(Entry entry) {
        return new Ticket(
                entry.text("code"),
                entry.text("name"),
                new RobotId(entry.text("robot")),
                entry.text("client"),
                entry.optional("conversation"),
                entry.texts("rules"),
                Severity.valueOf(entry.text("severity")),
                State.QUEUED,
                entry.time("openedAt"),
                entry.time("deadline"),
                Duration.parse(entry.text("patience")),
                lines(entry),
                List.of(),
                Optional.empty(),
                0,
                false,
                1);
    }

    private static void lines(JsonGenerator json, List<Ticket.Line> lines) throws IOException {
        json.writeArrayFieldStart("lines");
        for (Ticket.Line line : lines) {
            json.writeStartObject();
            json.writeStringField("role", line.role().name());
            json.writeStringField("text", line.text());
            json.writeStringField("at", line.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Ticket.Line> lines(Entry entry) {
        return entry.entries("lines").stream()
                .map(line -> new Ticket.Line(Role.valueOf(line.text("role")), line.text("text"), line.time("at")))
                .toList();
    }
}
