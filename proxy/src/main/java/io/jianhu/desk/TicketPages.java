package io.jianhu.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.RobotId;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Feed;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.robot.Client;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an application that knows of tickets may do with one: look at it, wait for it, follow it, give it up. The code
 * entitles to it, together with the key of the client it was given to.
 */
final class TicketPages {

    private static final int LONGEST_WAIT_SECONDS = 25;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final JsonFactory JSON = new JsonFactory();

    private final Tickets tickets;

    TicketPages(Tickets tickets) {
        this.tickets = tickets;
    }

    /** @param action what follows the code in the path, possibly nothing */
    Page serve(Visit visit, RobotId robot, Client client, String code, String action) throws InterruptedException {
        Optional<Ticket> ticket = tickets.byCode(code, robot, client.id());
        if (ticket.isEmpty()) {
            return Failure.page(404, "no such ticket", "not_found_error", "ticket_not_found");
        }
        return switch (visit.method() + " " + action) {
            case "GET ", "HEAD " -> show(visit, ticket.get());
            case "GET events" ->
                new Page.Live(Map.of(), sink -> follow(sink, ticket.get().code(), since(visit)));
            case "POST cancel" -> {
                tickets.cancel(ticket.get().code());
                yield page(tickets.byCode(code, robot, client.id()).orElse(ticket.get()));
            }
            default -> Failure.page(404, "no such page of a ticket", "not_found_error", "unknown_path");
        };
    }

    /** The ticket as it stands, or, when the visitor knows that version and wants to wait, as it then stands. */
    private Page show(Visit visit, Ticket ticket) {
        Optional<String> known = visit.header("if-none-match");
        Ticket now = ticket;
        if (known.filter(tag(ticket)::equals).isPresent()) {
            now = tickets.await(ticket.code(), ticket.version(), wait(visit)).orElse(ticket);
        }
        if (known.filter(tag(now)::equals).isPresent()) {
            return new Page.Whole(304, Map.of("etag", tag(now)), new byte[0]);
        }
        return page(now);
    }

    private void follow(Feed.Sink sink, String code, long since) throws InterruptedException {
        long told = since;
        while (true) {
            Optional<Ticket> next = tickets.await(code, told, HEARTBEAT);
            if (next.isEmpty()) {
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (next.get().version() > told) {
                told = next.get().version();
                sink.send(Long.toString(told), next.get().state().word(), json(next.get()));
            } else {
                sink.comment("waiting");
            }
            if (!next.get().state().isOpen()) {
                return;
            }
        }
    }

    private static Page page(Ticket ticket) {
        return Page.json(200, json(ticket)).with("etag", tag(ticket)).with("cache-control", "no-cache");
    }

    private static String tag(Ticket ticket) {
        return "\"" + ticket.version() + "\"";
    }

    private static Duration wait(Visit visit) {
        return Duration.ofSeconds(
                Math.min(LONGEST_WAIT_SECONDS, number(visit.query().get("wait"))));
    }

    private static long since(Visit visit) {
        return number(visit.header("last-event-id").orElse(null));
    }

    /** A small number, or 0 for anything else. */
    private static long number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    private static String json(Ticket ticket) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("object", "ticket");
            json.writeStringField("ticket", ticket.code());
            json.writeStringField("state", ticket.state().word());
            json.writeStringField("openedAt", ticket.openedAt().toString());
            json.writeStringField("deadline", ticket.deadline().toString());
            json.writeNumberField("version", ticket.version());
            json.writeArrayFieldStart("answers");
            for (Ticket.Answer answer : ticket.answers()) {
                json.writeStartObject();
                json.writeStringField("text", answer.text());
                json.writeStringField("at", answer.at().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
