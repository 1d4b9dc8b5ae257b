package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.AUDITOR;
import static io.jianhu.admin.OperatorRole.POLICY_APPROVER;
import static io.jianhu.admin.OperatorRole.POLICY_EDITOR;

import io.jianhu.net.Page;
import io.jianhu.policy.Rule;
import io.jianhu.policy.ShadowReport;
import io.jianhu.policy.Stage;
import io.jianhu.release.Stepping;
import io.jianhu.telemetry.Meters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The policy in force, its rules with how often they found something, why the last change was refused, the step back, and
 * what rules in shadow would have done.
 */
final class PolicyPages {

    private static final int LONGEST_REVISION = 64;

    private final Supplier<PolicyState> policy;
    private final BiFunction<String, String, Stepping> back;
    private final Supplier<ShadowReport> shadow;
    private final Meters meters;
    private final Register register;

    PolicyPages(
            Supplier<PolicyState> policy,
            BiFunction<String, String, Stepping> back,
            Supplier<ShadowReport> shadow,
            Meters meters,
            Register register) {
        this.policy = policy;
        this.back = back;
        this.shadow = shadow;
        this.meters = meters;
        this.register = register;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/policy", Route.SIGNED_IN, call -> show()),
                new Route("POST", "/api/policy/rollback", Route.roles(POLICY_APPROVER), this::rollBack),
                new Route(
                        "GET",
                        "/api/policy/shadow",
                        Route.roles(POLICY_EDITOR, POLICY_APPROVER, AUDITOR),
                        this::shadow));
    }

    private Page show() {
        PolicyState state = policy.get();
        PolicyState.Course course = state.course();
        Map<String, Long> hits = meters.ruleMatches();
        return Json.object(json -> {
            json.writeStringField("revision", state.revision());
            json.writeStringField("accepted", state.accepted().toString());
            json.writeStringField("source", course.source());
            if (course.serial().isPresent()) {
                json.writeNumberField("serial", course.serial().get());
            } else {
                json.writeNullField("serial");
            }
            Json.optional(json, "previous", course.previous());
            Json.optional(json, "rolledBackFrom", course.rolledBackFrom());
            json.writeStringField("attempted", course.attempted().toString());
            json.writeArrayFieldStart("rules");
            for (Rule rule : state.rules()) {
                json.writeStartObject();
                json.writeStringField("id", rule.id());
                Words.title(json, rule);
                json.writeStringField("severity", Words.of(rule.severity()));
                Json.strings(
                        json,
                        "stages",
                        rule.stages().stream().sorted().map(Stage::word).toList());
                json.writeStringField("mode", rule.mode().word());
                json.writeStringField("action", rule.action().kind().word());
                json.writeNumberField("hits", hits.getOrDefault(rule.id(), 0L));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("problems");
            for (PolicyState.Trouble trouble : state.problems()) {
                json.writeStartObject();
                json.writeStringField("file", trouble.file());
                json.writeNumberField("line", trouble.line());
                json.writeNumberField("column", trouble.column());
                json.writeStringField("message", trouble.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** On record before it is done, like everything an operator does. */
    private Page rollBack(Call call) throws InterruptedException {
        String from = Body.of(call.visit(), Set.of("from")).text("from", LONGEST_REVISION);
        PolicyState state = policy.get();
        if (!state.revision().equals(from)) {
            throw moved(state.revision());
        }
        if (state.course().previous().isEmpty()) {
            throw nowhere();
        }
        register.enter(call, "policy-rollback", from);
        return switch (back.apply(from, call.account().name())) {
            case Stepping.Done done -> show();
            case Stepping.Moved moved -> throw moved(moved.revision());
            case Stepping.Nowhere nowhere -> throw nowhere();
            case Stepping.Refused refused -> throw new Refusal(409, "refused", "rollback: " + refused.reason());
        };
    }

    private static Refusal moved(String revision) {
        return new Refusal(409, "state", "from (expected: " + revision + ", the revision in force)");
    }

    private static Refusal nowhere() {
        return new Refusal(409, "nothing-before", "rollback: there is no step back (expected: a revision before this)");
    }

    private Page shadow(Call call) throws InterruptedException {
        register.enter(call, "shadow-read", "-");
        return ShadowJson.page(shadow.get(), policy.get());
    }
}
