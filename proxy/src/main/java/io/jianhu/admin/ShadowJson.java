package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Decision;
import io.jianhu.net.Page;
import io.jianhu.policy.Rule;
import io.jianhu.policy.ShadowReport;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the report on rules in shadow reads in the operators' API. */
final class ShadowJson {

    private ShadowJson() {}

    static Page page(ShadowReport report, PolicyState policy) {
        Map<String, Rule> rules = new TreeMap<>();
        policy.rules().forEach(rule -> rules.put(rule.id(), rule));
        return Json.object(json -> {
            json.writeStringField("since", report.since().toString());
            json.writeNumberField("dropped", report.dropped());
            json.writeArrayFieldStart("rows");
            for (ShadowReport.Row row : report.rows()) {
                row(json, row, rules);
            }
            json.writeEndArray();
        });
    }

    private static void row(JsonGenerator json, ShadowReport.Row row, Map<String, Rule> rules) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", row.rule());
        Rule rule = rules.get(row.rule());
        if (rule != null) {
            Words.title(json, rule);
        } else {
            json.writeNullField("title");
        }
        json.writeStringField("robot", row.robot());
        json.writeStringField("mode", row.mode());
        json.writeStringField("action", row.action());
        json.writeNumberField("hits", row.hits());
        json.writeNumberField("exchanges", row.exchanges());
        json.writeStringField("first", row.first().toString());
        json.writeStringField("last", row.last().toString());
        json.writeObjectFieldStart("decisions");
        for (Map.Entry<Decision, Long> decision : new TreeMap<>(row.decisions()).entrySet()) {
            json.writeNumberField(word(decision.getKey()), decision.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("samples");
        for (ShadowReport.Sample sample : row.samples()) {
            json.writeStartObject();
            json.writeStringField("at", sample.at().toString());
            json.writeStringField("side", sample.side().name().toLowerCase(Locale.ROOT));
            json.writeStringField("words", sample.words());
            json.writeNumberField("start", sample.start());
            json.writeNumberField("end", sample.end());
            json.writeStringField("decision", word(sample.decision()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Decision decision) {
        return decision.name().toLowerCase(Locale.ROOT);
    }
}
