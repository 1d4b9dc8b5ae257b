package io.jianhu.admin;

import io.jianhu.net.Page;
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
            for (PolicyState.Rule rule : state.rules()) {
                json.writeStartObject();
                json.writeStringField("id", rule.id());
                json.writeObjectFieldStart("title");
                json.writeStringField("zh", rule.chinese());
                json.writeStringField("en", rule.english());
                json.writeEndObject();
                json.writeStringField("severity", rule.severity());
                Json.strings(json, "stages", rule.stages());
                json.writeStringField("mode", rule.mode());
                json.writeStringField("action", rule.action());
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
