package io.jianhu.admin;

import io.jianhu.net.Page;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Stage;
import io.jianhu.telemetry.Meters;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The policy in force, its rules with how often they found something, and why the last change was refused. */
final class PolicyPages {

    private final Supplier<PolicyState> policy;
    private final Meters meters;

    PolicyPages(Supplier<PolicyState> policy, Meters meters) {
        this.policy = policy;
        this.meters = meters;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/policy", Route.SIGNED_IN, call -> show()));
    }

    private Page show() {
        PolicyState state = policy.get();
        Map<String, Long> hits = meters.ruleMatches();
        return Json.object(json -> {
            json.writeStringField("revision", state.revision());
            json.writeStringField("accepted", state.accepted().toString());
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
}
