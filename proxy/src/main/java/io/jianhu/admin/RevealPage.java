package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Event;
import io.jianhu.chat.Original;
import io.jianhu.escalate.Revelation;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Page;
import io.jianhu.telemetry.Meters;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Shows the guardian who has a ticket the citizen's own values in it, for a reason. Every attempt of an operator is on
 * record, refused ones too, and a value leaves only after its record is kept.
 */
final class RevealPage {

    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 200;
    private static final Set<OperatorRole> WORKERS = Set.of(GUARDIAN, SENIOR_GUARDIAN);

    private final Tickets tickets;
    private final Roster roster;
    private final UnaryOperator<String> excerpt;
    private final Meters meters;
    private final Register register;
    private final InstantSource clock;

    RevealPage(
            Tickets tickets,
            Roster roster,
            UnaryOperator<String> excerpt,
            Meters meters,
            Register register,
            InstantSource clock) {
        this.tickets = tickets;
        this.roster = roster;
        this.excerpt = excerpt;
        this.meters = meters;
        this.register = register;
        this.clock = clock;
    }

    /** Open to everyone who is signed in, so that refused attempts come here and are recorded. */
    Route route() {
        return new Route("POST", "/api/tickets/{name}/reveal", Route.SIGNED_IN, this::serve);
    }

    /**
     * One attempt.
     *
     * @param reason as the operator wrote it, or empty when it is none
     */
    private record Attempt(String actor, Optional<Ticket> ticket, String reason) {}

    private Page serve(Call call) throws InterruptedException {
        Optional<Ticket> ticket = tickets.byName(call.parameter("name"));
        String actor = call.account().name();
        Optional<String> guardian =
                call.account().guardian().filter(id -> call.account().mayBeOneOf(WORKERS));
        Attempt attempt;
        try {
            attempt = new Attempt(actor, ticket, reason(call));
        } catch (Refusal bad) {
            Attempt unfounded = new Attempt(actor, ticket, "");
            throw guardian.isPresent() ? refused(unfounded, "bad-reason", bad) : noGuardian(unfounded);
        }
        if (guardian.isEmpty()) {
            throw noGuardian(attempt);
        }
        if (ticket.isPresent() && !roster.mayActFor(ticket.get().robot(), call.account())) {
            throw refused(attempt, Roster.NOT_ASSIGNED, Roster.refusal());
        }
        return switch (tickets.reveal(call.parameter("name"), guardian.get())) {
            case Revelation.Values values -> {
                enter(attempt, "given", values.values());
                yield page(values.values());
            }
            case Revelation.NotHeld other ->
                throw refused(
                        attempt,
                        "not-holder",
                        new Refusal(403, "not-holder", "ticket: not in your hands (expected: claimed by you)"));
            case Revelation.Ended ended ->
                throw refused(
                        attempt,
                        "ended",
                        new Refusal(
                                409,
                                "state",
                                "ticket: " + ended.state().word() + " (expected: open and claimed by you)"));
            case Revelation.Gone gone ->
                throw refused(
                        attempt,
                        "gone",
                        new Refusal(
                                410,
                                "values-gone",
                                "values: no longer in memory; they are never kept on disk, so an answer or a restart ends them"
                                        + " (expected: another message of the citizen)"));
            case Revelation.Unknown unknown -> throw refused(attempt, "unknown", Refusal.notFound("ticket"));
        };
    }

    private Refusal noGuardian(Attempt attempt) throws InterruptedException {
        return refused(
                attempt,
                "forbidden",
                new Refusal(403, "forbidden", "account (expected: a registered guardian who has claimed the ticket)"));
    }

    private static String reason(Call call) {
        String reason = Body.of(call.visit(), Set.of("reason"))
                .optionalText("reason", Integer.MAX_VALUE)
                .orElse("")
                .strip();
        int length = reason.codePointCount(0, reason.length());
        if (length < SHORTEST_REASON || length > LONGEST_REASON) {
            String given = length == 0 ? "missing" : length + " characters";
            throw Refusal.badRequest(
                    "reason: " + given + " (expected: " + SHORTEST_REASON + "-" + LONGEST_REASON + " characters)");
        }
        return reason;
    }

    /** The refusal of an attempt, which is on record by then. */
    private Refusal refused(Attempt attempt, String outcome, Refusal why) throws InterruptedException {
        enter(attempt, outcome, List.of());
        return why;
    }

    private void enter(Attempt attempt, String outcome, List<Original> shown) throws InterruptedException {
        try {
            register.enter(new Event.Revealed(
                    clock.instant(),
                    attempt.actor(),
                    attempt.ticket().map(ticket -> ticket.robot().value()).orElse(""),
                    attempt.ticket().map(Ticket::name).orElse(""),
                    outcome,
                    withoutValues(attempt.reason(), shown),
                    shown.stream().collect(Collectors.toMap(Original::kind, value -> 1, Integer::sum))));
        } catch (Refusal unrecorded) {
            meters.revealed("unrecorded");
            throw unrecorded;
        }
        meters.revealed(outcome);
    }

    /** A reason without personal data; who has seen the values may repeat one that nothing else would tell from words. */
    private String withoutValues(String reason, List<Original> shown) {
        String without = reason;
        List<Original> longestFirst = shown.stream()
                .sorted(Comparator.comparingInt(
                                (Original original) -> original.value().length())
                        .reversed())
                .toList();
        for (Original original : longestFirst) {
            without = without.replace(original.value(), "[" + original.label() + "]");
        }
        return excerpt.apply(without);
    }

    private static Page page(List<Original> values) {
        Page page = Json.object(json -> {
            json.writeArrayFieldStart("values");
            for (Original original : values) {
                write(json, original);
            }
            json.writeEndArray();
        });
        return Headers.with(page, Map.of("cache-control", "no-store"));
    }

    private static void write(JsonGenerator json, Original original) throws IOException {
        json.writeStartObject();
        json.writeStringField("placeholder", original.placeholder());
        json.writeStringField("kind", original.kind());
        json.writeStringField("label", original.label());
        json.writeStringField("value", original.value());
        json.writeEndObject();
    }
}
