package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.AUDITOR;
import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.net.Page;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The guardians' work: the queue, a case, and what can be done with it. */
final class TicketPages {

    private static final int LONGEST_ANSWER = 4000;
    private static final int LONGEST_REASON = 500;

    private final Queue queue;
    private final Supplier<PolicyState> policy;
    private final Register register;
    private final InstantSource clock;

    TicketPages(Queue queue, Supplier<PolicyState> policy, Register register, InstantSource clock) {
        this.queue = queue;
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
        List<Queue.Ticket> tickets = queue.list().stream()
                .filter(ticket -> state.isEmpty()
                        || state.get().equals(ticket.state())
                        || (state.get().equals("open") && ticket.open()))
                .toList();
        Map<String, PolicyState.Rule> rules = rules();
        return Json.object(json -> {
            json.writeStringField("now", clock.instant().toString());
            json.writeArrayFieldStart("tickets");
            for (Queue.Ticket ticket : tickets) {
                json.writeStartObject();
                write(json, ticket, rules);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Page show(Call call) throws InterruptedException {
        String name = call.parameter("name");
        Queue.Case found = queue.find(name).orElseThrow(() -> Refusal.notFound("ticket"));
        register.enter(call, "ticket-read", found.ticket().name());
        Map<String, PolicyState.Rule> rules = rules();
        return Json.object(json -> {
            json.writeStringField("now", clock.instant().toString());
            write(json, found.ticket(), rules);
            json.writeArrayFieldStart("transcript");
            for (Queue.Line line : found.transcript()) {
                json.writeStartObject();
                json.writeStringField("role", line.role());
                json.writeStringField("text", line.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            Json.optional(json, "answer", found.answer());
        });
    }

    private Page claim(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("version"));
        long version = body.number("version");
        String name = enter(call, "ticket-claim");
        return page(queue.claim(name, version, guardian(call)));
    }

    private Page answer(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("version", "text"));
        long version = body.number("version");
        String text = body.text("text", LONGEST_ANSWER);
        String name = enter(call, "ticket-answer");
        return page(queue.answer(name, version, guardian(call), text));
    }

    private Page close(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("version", "reason"));
        long version = body.number("version");
        String reason = body.text("reason", LONGEST_REASON);
        String name = enter(call, "ticket-close");
        return page(queue.close(name, version, guardian(call), reason));
    }

    private String enter(Call call, String action) throws InterruptedException {
        String name = queue.find(call.parameter("name"))
                .orElseThrow(() -> Refusal.notFound("ticket"))
                .ticket()
                .name();
        register.enter(call, action, name);
        return name;
    }

    private static String guardian(Call call) {
        return call.account().guardian().orElse(call.account().name());
    }

    private Page page(Queue.Outcome outcome) {
        return switch (outcome) {
            case Queue.Outcome.Done done -> Json.object(json -> write(json, done.ticket(), rules()));
            case Queue.Outcome.Clash clash ->
                throw new Refusal(
                        409,
                        "version",
                        "version: somebody was faster (expected: "
                                + clash.ticket().version() + ", state "
                                + clash.ticket().state() + ")");
            case Queue.Outcome.NotAllowed refused -> throw new Refusal(409, "state", refused.why());
            case Queue.Outcome.Unknown unknown -> throw Refusal.notFound("ticket");
        };
    }

    private Map<String, PolicyState.Rule> rules() {
        return policy.get().rules().stream()
                .collect(Collectors.toMap(PolicyState.Rule::id, Function.identity(), (first, second) -> first));
    }

    private static void write(JsonGenerator json, Queue.Ticket ticket, Map<String, PolicyState.Rule> rules)
            throws IOException {
        json.writeStringField("name", ticket.name());
        json.writeStringField("robot", ticket.robot());
        json.writeStringField("state", ticket.state());
        json.writeBooleanField("open", ticket.open());
        json.writeStringField("severity", ticket.severity());
        json.writeArrayFieldStart("why");
        for (String id : ticket.rules()) {
            json.writeStartObject();
            json.writeStringField("rule", id);
            PolicyState.Rule rule = rules.get(id);
            if (rule != null) {
                json.writeObjectFieldStart("title");
                json.writeStringField("zh", rule.chinese());
                json.writeStringField("en", rule.english());
                json.writeEndObject();
                json.writeStringField("severity", rule.severity());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("opened", ticket.opened().toString());
        Json.optional(json, "due", ticket.due());
        Json.optional(json, "holder", ticket.holder());
        json.writeNumberField("version", ticket.version());
    }
}
