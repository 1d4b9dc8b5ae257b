package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.AUDITOR;
import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import io.jianhu.escalate.Outcome;
import io.jianhu.escalate.State;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Page;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The guardians' work: the queue, a case, and what can be done with it. */
final class TicketPages {

    private static final int LONGEST_ANSWER = 4000;
    private static final int MOST = 1000;
    private static final List<State> OPEN =
            Arrays.stream(State.values()).filter(State::isOpen).toList();

    private final Tickets tickets;
    private final Supplier<PolicyState> policy;
    private final Roster roster;
    private final Register register;
    private final InstantSource clock;

    TicketPages(Tickets tickets, Supplier<PolicyState> policy, Roster roster, Register register, InstantSource clock) {
        this.tickets = tickets;
        this.policy = policy;
        this.roster = roster;
        this.register = register;
        this.clock = clock;
    }

    List<Route> routes() {
        Route.Access workers = Route.roles(GUARDIAN, SENIOR_GUARDIAN);
        return List.of(
                new Route("GET", "/api/tickets", Route.SIGNED_IN, this::list),
                new Route("GET", "/api/tickets/{name}", Route.roles(GUARDIAN, SENIOR_GUARDIAN, AUDITOR), this::show),
                new Route("POST", "/api/tickets/{name}/claim", workers, this::claim),
                new Route("POST", "/api/tickets/{name}/answer", workers, this::answer),
                new Route("POST", "/api/tickets/{name}/close", workers, this::close));
    }

    private Page list(Call call) {
        call.asksOnly("limit", "state");
        Optional<State> state = call.query("state").map(TicketPages::state);
        List<Ticket> open = tickets.open().stream()
                .filter(ticket -> state.isEmpty() || state.get() == ticket.state())
                .limit(call.number("limit", Integer.MAX_VALUE, 1, MOST))
                .toList();
        TicketJson form = form();
        return Json.object(json -> {
            json.writeStringField("now", clock.instant().toString());
            json.writeArrayFieldStart("tickets");
            for (Ticket ticket : open) {
                json.writeStartObject();
                form.write(json, ticket);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static State state(String word) {
        return OPEN.stream()
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(
                        "state (expected: " + OPEN.stream().map(State::word).collect(Collectors.joining(", ")) + ")"));
    }

    private Page show(Call call) throws InterruptedException {
        Ticket ticket = find(call);
        register.enter(call, "ticket-read", ticket.name());
        TicketJson form = form();
        return Json.object(json -> {
            json.writeStringField("now", clock.instant().toString());
            form.write(json, ticket);
            TicketJson.words(json, ticket);
        });
    }

    private Page claim(Call call) throws InterruptedException {
        long version = Body.of(call.visit(), Set.of("version")).number("version");
        String guardian = guardian(call);
        Act claim = new Act("ticket-claim", version, ticket -> ticket.state() == State.QUEUED, "queued");
        return act(call, claim, name -> tickets.claim(name, guardian, version));
    }

    private Page answer(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("version", "text"));
        long version = body.number("version");
        String text = body.text("text", LONGEST_ANSWER);
        String guardian = guardian(call);
        return act(
                call,
                Act.ofHolder("ticket-answer", version, guardian),
                name -> tickets.answer(name, guardian, text, version));
    }

    private Page close(Call call) throws InterruptedException {
        long version = Body.of(call.visit(), Set.of("version")).number("version");
        String guardian = guardian(call);
        return act(
                call, Act.ofHolder("ticket-close", version, guardian), name -> tickets.close(name, guardian, version));
    }

    /**
     * What a guardian asks to do with a ticket.
     *
     * @param name as it is on record
     * @param version the ticket's, as the guardian knows it
     * @param may whether a ticket allows it
     * @param expected what it must be to allow it
     */
    private record Act(String name, long version, Predicate<Ticket> may, String expected) {

        static Act ofHolder(String name, long version, String guardian) {
            return new Act(name, version, ticket -> ticket.isHeldBy(guardian), "open and claimed by you");
        }

        Outcome on(Ticket ticket) {
            if (ticket.version() != version) {
                return new Outcome.Conflict(ticket);
            }
            return may.test(ticket) ? new Outcome.Done(ticket) : new Outcome.NotAllowed(ticket);
        }
    }

    /** Nothing is done that is not on record, and what is refused is on record with its reason. */
    private Page act(Call call, Act act, Function<String, Outcome> deed) throws InterruptedException {
        Ticket ticket = find(call);
        if (!roster.mayActFor(ticket.robot(), call.account())) {
            throw register.refused(call, act.name(), ticket.name(), Roster.NOT_ASSIGNED, Roster.refusal());
        }
        Outcome outcome = act.on(ticket);
        if (outcome instanceof Outcome.Done) {
            register.enter(call, act.name(), ticket.name());
            outcome = deed.apply(ticket.name()); // somebody may have been faster all the same
        }
        return switch (outcome) {
            case Outcome.Done done -> Json.object(json -> form().write(json, done.ticket()));
            case Outcome.Conflict conflict ->
                throw refused(
                        call,
                        act,
                        ticket,
                        "version",
                        "version: somebody was faster (expected: "
                                + conflict.current().version() + ")");
            case Outcome.NotAllowed refused ->
                throw refused(
                        call,
                        act,
                        ticket,
                        "state",
                        "ticket: " + refused.current().state().word() + " (expected: " + act.expected() + ")");
            case Outcome.Unknown unknown -> throw Refusal.notFound("ticket");
        };
    }

    private Refusal refused(Call call, Act act, Ticket ticket, String why, String message) throws InterruptedException {
        return register.refused(call, act.name(), ticket.name(), why, new Refusal(409, why, message));
    }

    private Ticket find(Call call) {
        return tickets.byName(call.parameter("name")).orElseThrow(() -> Refusal.notFound("ticket"));
    }

    private static String guardian(Call call) {
        return call.account().guardian().orElse(call.account().name());
    }

    private TicketJson form() {
        return TicketJson.explaining(policy.get().rules());
    }
}
