package io.jianhu.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an answer takes from its question when the model says nothing.
 *
 * @param request the request id
 * @param model the model the client named, possibly empty
 * @param created seconds since the epoch
 * @param tools the names of the tools that the request declares, which an answer may call
 */
record OpenAiCanned(String request, String model, long created, Set<String> tools) {

    /** The head of an answer. */
    Map<String, Json> envelope(String object) {
        Map<String, Json> envelope = new LinkedHashMap<>();
        envelope.put("id", new Json.Text("chatcmpl-" + request));
        envelope.put("object", new Json.Text(object));
        envelope.put("created", new Json.Literal(Long.toString(created)));
        envelope.put("model", new Json.Text(model));
        return envelope;
    }

    /** The head of an answer like the one that the model began. */
    Map<String, Json> envelope(String object, Json.Members begun) {
        Map<String, Json> envelope = envelope(object);
        envelope.keySet().forEach(key -> {
            if (begun.has(key)) {
                envelope.put(key, begun.map().get(key));
            }
        });
        if (begun.has("system_fingerprint")) {
            envelope.put("system_fingerprint", begun.map().get("system_fingerprint"));
        }
        return envelope;
    }

    static Json usage() {
        Map<String, Json> usage = new LinkedHashMap<>();
        Json nothing = new Json.Literal("0");
        usage.put("prompt_tokens", nothing);
        usage.put("completion_tokens", nothing);
        usage.put("total_tokens", nothing);
        return new Json.Members(usage);
    }
}
