package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer takes from its question when the model says nothing, or says it in another tongue.
 *
 * @param request the request id
 * @param model the model the client named, possibly empty
 */
record Canned(String request, String model) {

    /** A message like the one that the model began. */
    Json.Members message(Json.Members begun, List<Json> content, Json reason, Usage usage) {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("id", known(begun, "id", "msg_" + request));
        message.put("type", new Json.Text("message"));
        message.put("role", new Json.Text("assistant"));
        message.put("model", known(begun, "model", model));
        message.put("content", new Json.Items(content));
        message.put("stop_reason", reason);
        message.put("stop_sequence", Json.NULL);
        message.put("usage", usage(usage));
        return new Json.Members(message);
    }

    private static Json known(Json.Members begun, String key, String otherwise) {
        return begun.text(key).<Json>map(Json.Text::new).filter(Rest::isPlain).orElse(new Json.Text(otherwise));
    }

    static Json usage(Usage cost) {
        Map<String, Json> usage = new LinkedHashMap<>();
        usage.put("input_tokens", number(cost.question()));
        usage.put("output_tokens", number(cost.answer()));
        return new Json.Members(usage);
    }

    static Json number(long number) {
        return new Json.Literal(Long.toString(number));
    }

    static Json.Members text(String text) {
        return block("text", "text", text);
    }

    /** Thoughts of a model that signs none. */
    static Json.Members thought(String text) {
        return block("thinking", "thinking", text).with("signature", new Json.Text(""));
    }

    /** A block of one text. */
    static Json.Members block(String type, String field, String text) {
        Map<String, Json> block = new LinkedHashMap<>();
        block.put("type", new Json.Text(type));
        block.put(field, new Json.Text(text));
        return new Json.Members(block);
    }

    /** How Messages names a reason to stop. */
    static Json reason(Stop stop) {
        return new Json.Text(
                switch (stop) {
                    case END -> "end_turn";
                    case LENGTH -> "max_tokens";
                    case TOOLS -> "tool_use";
                    case FILTER -> "refusal";
                });
    }
}
