package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Usage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an answer takes from its question when the model says nothing, or says it in another tongue.
 *
 * @param request the request id
 * @param model the model the client named, possibly empty
 * @param created seconds since the epoch
 * @param choices how many were asked for, 1 or more
 * @param usage whether a stream is to tell what it cost
 */
record Canned(String request, String model, long created, int choices, boolean usage) {

    /** The head of an answer. */
    private Map<String, Json> envelope(String object, String prefix) {
        Map<String, Json> envelope = new LinkedHashMap<>();
        envelope.put("id", new Json.Text(prefix + request));
        envelope.put("object", new Json.Text(object));
        envelope.put("created", new Json.Literal(Long.toString(created)));
        envelope.put("model", new Json.Text(model));
        return envelope;
    }

    /** The head of an answer like the one that the model began. */
    Map<String, Json> envelope(String object, String prefix, Json.Members begun) {
        Map<String, Json> envelope = envelope(object, prefix);
        envelope.keySet().forEach(key -> {
            if (begun.has(key) && Rest.isPlain(begun.get(key))) {
                envelope.put(key, begun.map().get(key));
            }
        });
        if (begun.has("system_fingerprint") && Rest.isPlain(begun.get("system_fingerprint"))) {
            envelope.put("system_fingerprint", begun.map().get("system_fingerprint"));
        }
        return envelope;
    }

    static Json usage(Usage cost) {
        Map<String, Json> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", new Json.Literal(Long.toString(cost.question())));
        usage.put("completion_tokens", new Json.Literal(Long.toString(cost.answer())));
        usage.put("total_tokens", new Json.Literal(Long.toString(cost.question() + cost.answer())));
        return new Json.Members(usage);
    }
}
