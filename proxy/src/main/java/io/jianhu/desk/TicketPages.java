package io.jianhu.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.escalate.Outcome;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.escalate.Unkept;
import io.jianhu.flow.Postbox;
import io.jianhu.net.Feed;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an application that knows of tickets may do with one: look at it, wait for it, follow it, add to it, give it up.
 * The code entitles to it, together with the key of the client it was given to.
 */
final class TicketPages {

    private static final int LONGEST_WAIT_SECONDS = 25;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final JsonFactory JSON = new JsonFactory();

    private final Tickets tickets;
    private final Postbox postbox;

    TicketPages(Tickets tickets, Postbox postbox) {
        this.tickets = tickets;
        this.postbox = postbox;
    }

    /** @param action what follows the code in the path, possibly nothing */
    Page serve(Visit visit, Robot robot, Client client, String code, String action) throws InterruptedException {
        Optional<Ticket> found = tickets.byCode(code, robot.id(), client.id());
        if (found.isEmpty()) {
            return Failure.page(404, "no such ticket", "not_found_error", "ticket_not_found");
        }
        Ticket ticket = found.get();
        try {
            return switch (visit.method() + " " + action) {
                case "GET ", "HEAD " -> show(visit, ticket);
                case "GET events" -> new Page.Live(Map.of(), sink -> follow(sink, ticket.code(), since(visit)));
                case "POST messages" -> add(visit, robot, ticket);
                case "POST cancel" -> after(tickets.cancel(ticket.code()), ticket);
                default -> nothing(action);
            };
        } catch (Unkept disk) {
            return Failure.page(503, "the ticket cannot be kept now, try again soon", "overloaded_error", "unkept");
        }
    }

    private Page add(Visit visit, Robot robot, Ticket ticket) {
        Optional<String> words = Addition.of(visit.body());
        if (words.isEmpty()) {
            return Failure.page(
                    400,
                    "expected: {'text': …} or {'role': 'user', 'content': …} of at most " + Addition.LONGEST
                            + " characters",
                    "invalid_request_error",
                    "bad_message");
        }
        return switch (postbox.add(ticket, robot, visit.header("x-conversation-id"), words.get())) {
            case Outcome.Done done -> page(done.ticket());
            case Outcome.NotAllowed ended ->
                Failure.page(409, "the ticket has ended", "invalid_request_error", "ticket_ended");
            case Outcome.Conflict changed -> throw new IllegalStateException("no version was named");
            case Outcome.Unknown gone -> Failure.page(404, "no such ticket", "not_found_error", "ticket_not_found");
        };
    }

    /** The ticket as it is now, whether something was done or not. */
    private static Page after(Outcome outcome, Ticket before) {
        return switch (outcome) {
            case Outcome.Done done -> page(done.ticket());
            case Outcome.NotAllowed ended -> page(ended.current());
            case Outcome.Conflict changed -> page(changed.current());
            case Outcome.Unknown gone -> page(before);
        };
    }

    private static Page nothing(String action) {
        return switch (action) {
            case "" -> wrongMethod("GET, HEAD");
            case "events" -> wrongMethod("GET");
            case "messages", "cancel" -> wrongMethod("POST");
            default -> Failure.page(404, "no such page of a ticket", "not_found_error", "unknown_path");
        };
    }

    private static Page wrongMethod(String right) {
        return Failure.page(405, "expected: " + right, "invalid_request_error", "method_not_allowed")
                .with("allow", right);
    }

    /** The ticket as it stands, or, when the visitor knows that version and wants to wait, as it then stands. */
    private Page show(Visit visit, Ticket ticket) {
        Known known = Known.of(visit.header("if-none-match"));
        Ticket now = ticket;
        if (known.has(tag(ticket)) && !known.all()) { // nothing that could come is new to who knows all
            now = tickets.await(ticket.code(), ticket.version(), wait(visit)).orElse(ticket);
        }
        if (known.has(tag(now))) {
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
