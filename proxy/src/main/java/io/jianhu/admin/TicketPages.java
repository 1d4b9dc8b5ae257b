package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.AUDITOR;
import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import io.jianhu.escalate.Outcome;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Page;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The guardians' work: the queue, a case, and what can be done with it. */
final class TicketPages {

    private static final int LONGEST_ANSWER = 4000;

    private final Tickets tickets;
    private final Supplier<PolicyState> policy;
    private final Register register;
    private final InstantSource clock;

    TicketPages(Tickets tickets, Supplier<PolicyState> policy, Register register, InstantSource clock) {
        this.tickets = tickets;
        this.policy = policy;
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
        Optional<String> state = call.query("state");
        List<Ticket> open = tickets.open().stream()
                .filter(ticket ->
                        state.isEmpty() || state.get().equals(ticket.state().word()))
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
        String name = enter(call, "ticket-claim");
        return page(tickets.claim(name, guardian(call), version), "queued");
    }

    private Page answer(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("version", "text"));
        long version = body.number("version");
        String text = body.text("text", LONGEST_ANSWER);
        String name = enter(call, "ticket-answer");
        return page(tickets.answer(name, guardian(call), text, version), "open and claimed by you");
    }

    private Page close(Call call) throws InterruptedException {
        long version = Body.of(call.visit(), Set.of("version")).number("version");
        String name = enter(call, "ticket-close");
        return page(tickets.close(name, guardian(call), version), "open and claimed by you");
    }

    private Ticket find(Call call) {
        return tickets.byName(call.parameter("name")).orElseThrow(() -> Refusal.notFound("ticket"));
    }

    private String enter(Call call, String action) throws InterruptedException {
        String name = find(call).name();
        register.enter(call, action, name);
        return name;
    }

    private static String guardian(Call call) {
        return call.account().guardian().orElse(call.account().name());
    }

    private Page page(Outcome outcome, String expected) {
        return switch (outcome) {
            case Outcome.Done done -> Json.object(json -> form().write(json, done.ticket()));
            case Outcome.Conflict conflict ->
                throw new Refusal(
                        409,
                        "version",
                        "version: somebody was faster (expected: "
                                + conflict.current().version() + ")");
            case Outcome.NotAllowed refused ->
                throw new Refusal(
                        409, "state", "ticket: " + refused.current().state().word() + " (expected: " + expected + ")");
            case Outcome.Unknown unknown -> throw Refusal.notFound("ticket");
        };
    }

    private TicketJson form() {
        return TicketJson.explaining(policy.get().rules());
    }
}
