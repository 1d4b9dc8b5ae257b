package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.escalate.Ticket;
import io.jianhu.policy.Rule;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How tickets read in the operators' API: never with their code, and explained by the rules in force. */
record TicketJson(Map<String, Rule> rules) {

    static TicketJson explaining(Collection<Rule> rules) {
        return new TicketJson(
                rules.stream().collect(Collectors.toMap(Rule::id, Function.identity(), (first, second) -> first)));
    }

    /** Writes the fields of a ticket, without a word of the conversation. */
    void write(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeStringField("name", ticket.name());
        json.writeStringField("robot", ticket.robot().value());
        json.writeStringField("state", ticket.state().word());
        json.writeBooleanField("open", ticket.state().isOpen());
        json.writeStringField("severity", Words.of(ticket.severity()));
        json.writeArrayFieldStart("why");
        for (String id : ticket.rules()) {
            why(json, id);
        }
        json.writeEndArray();
        json.writeStringField("opened", ticket.openedAt().toString());
        Json.optional(json, "due", due(ticket));
        Json.optional(json, "holder", ticket.guardian());
        json.writeNumberField("version", ticket.version());
    }

    private void why(JsonGenerator json, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", id);
        Rule rule = rules.get(id);
        if (rule != null) {
            Words.title(json, rule);
            json.writeStringField("severity", Words.of(rule.severity()));
        }
        json.writeEndObject();
    }

    /** Until when the citizen has been asked to wait, while one waits. */
    private static Optional<String> due(Ticket ticket) {
        return switch (ticket.state()) {
            case QUEUED, CLAIMED -> Optional.of(ticket.deadline().toString());
            case ANSWERED, CLOSED, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    /** Writes the masked conversation and what guardians answered. */
    static void words(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeArrayFieldStart("transcript");
        for (Ticket.Line line : ticket.lines()) {
            json.writeStartObject();
            json.writeStringField("role", Words.of(line.role()));
            json.writeStringField("text", line.text());
            json.writeStringField("at", line.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("answers");
        for (Ticket.Answer answer : ticket.answers()) {
            json.writeStartObject();
            json.writeStringField("guardian", answer.guardian());
            json.writeStringField("text", answer.text());
            json.writeStringField("at", answer.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
