package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.Rest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a request a response repeats: instructions, tools, parameters. It is nothing that a model says. Towards the
 * model it is the masked request, towards the client its own.
 */
final class Echo {

    private static final Set<String> KEYS = Set.of(
            "instructions",
            "tools",
            "tool_choice",
            "text",
            "prompt",
            "include",
            "metadata",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "reasoning",
            "truncation",
            "previous_response_id",
            "conversation");

    /** What the model's server is not told, or told in another way. */
    private static final Set<String> UNTOLD =
            Set.of("user", "metadata", "safety_identifier", "prompt_cache_key", "previous_response_id");

    private final Json.Members request;
    private final Map<String, Set<String>> strings = new HashMap<>();

    Echo(Json.Members request) {
        this.request = request;
        for (String key : KEYS) {
            Json value = request.get(key);
            if (value != null) {
                Set<String> found = new HashSet<>();
                find(value, found);
                strings.put(key, found);
            }
        }
    }

    private static void find(Json value, Set<String> found) {
        switch (value) {
            case Json.Text text -> found.add(text.value());
            case Json.Items items -> items.list().forEach(item -> find(item, found));
            case Json.Members members ->
                members.map().forEach((key, held) -> {
                    found.add(key);
                    find(held, found);
                });
            case Json.Literal literal -> {}
        }
    }

    /** The strings that stand under a key of the request; empty where a response repeats nothing under it. */
    Optional<Set<String>> under(String key) {
        return KEYS.contains(key) ? Optional.of(strings.getOrDefault(key, Set.of())) : Optional.empty();
    }

    /**
     * A response that repeats the client's own request, where what the model's server was told differs from it.
     */
    Json.Members own(Json.Members response) {
        Json.Members own = response;
        for (String key : KEYS) {
            Json asked = request.get(key);
            Json told = response.get(key);
            if (asked != null
                    && told != null
                    && (UNTOLD.contains(key) || !isTold(told, strings.getOrDefault(key, Set.of())))) {
                own = own.with(key, asked);
            }
        }
        return own;
    }

    /** Whether a value holds nothing but what was asked and short names, which a server adds as defaults. */
    private static boolean isTold(Json value, Set<String> known) {
        return switch (value) {
            case Json.Text text -> known.contains(text.value()) || Rest.isPlain(text);
            case Json.Literal literal -> true;
            case Json.Items items -> items.list().stream().allMatch(item -> isTold(item, known));
            case Json.Members members -> members.map().values().stream().allMatch(held -> isTold(held, known));
        };
    }
}
