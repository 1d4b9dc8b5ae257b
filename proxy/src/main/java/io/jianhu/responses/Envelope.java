package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What an answer takes from its question when the model says nothing, or says it in another tongue. */
final class Envelope {

    /** What a response repeats of its request, and what it says where the request says nothing. */
    private static final List<Map.Entry<String, Json>> REPEATED = List.of(
            Map.entry("instructions", Json.NULL),
            Map.entry("max_output_tokens", Json.NULL),
            Map.entry("parallel_tool_calls", new Json.Literal("true")),
            Map.entry("previous_response_id", Json.NULL),
            Map.entry("reasoning", Json.Members.NONE),
            Map.entry("store", new Json.Literal("true")),
            Map.entry("temperature", Json.NULL),
            Map.entry("text", new Json.Members(Map.of("format", new Json.Members(Map.of("type", word("text")))))),
            Map.entry("tool_choice", word("auto")),
            Map.entry("tools", new Json.Items(List.of())),
            Map.entry("top_p", Json.NULL),
            Map.entry("truncation", word("disabled")),
            Map.entry("metadata", Json.Members.NONE));

    private final Json.Members request;
    private final String requestId;
    private final long created;
    private final Echo echo;
    private final BiConsumer<String, Boolean> answered;

    /**
     * @param request as the client wrote it
     * @param created seconds since the epoch
     * @param answered takes the id of the response, and whether no server keeps it
     */
    Envelope(Json.Members request, String requestId, long created, BiConsumer<String, Boolean> answered) {
        this.request = request;
        this.requestId = requestId;
        this.created = created;
        this.echo = new Echo(request);
        this.answered = answered;
    }

    static Json.Text word(String word) {
        return new Json.Text(word);
    }

    static Json.Literal number(long number) {
        return new Json.Literal(Long.toString(number));
    }

    /** An id for an item that is made here. */
    String id(String kind, int number) {
        return kind + "_" + requestId + "_" + number;
    }

    /** Tells of a response that a server keeps by its id. */
    void kept(Json.Members response) {
        response.text("id").ifPresent(id -> answered.accept(id, false));
    }

    /** Tells that nobody is to go on from a response. */
    void unkept(Json.Members response) {
        response.text("id").ifPresent(id -> answered.accept(id, true));
    }

    /** The response of a model's server, which repeats the client's own request. */
    Json.Members own(Json.Members response) {
        return echo.own(response);
    }

    /** A response that has begun. */
    Json.Members response() {
        Map<String, Json> response = new LinkedHashMap<>();
        response.put("id", word("resp_" + requestId));
        response.put("object", word("response"));
        response.put("created_at", number(created));
        response.put("status", word("in_progress"));
        response.put("error", Json.NULL);
        response.put("incomplete_details", Json.NULL);
        response.put("model", word(request.text("model").orElse("")));
        response.put("output", new Json.Items(List.of()));
        response.put("usage", Json.NULL);
        REPEATED.forEach(member -> {
            Json asked = request.get(member.getKey());
            response.put(member.getKey(), asked == null ? member.getValue() : asked);
        });
        return new Json.Members(response);
    }

    /** The same response, ended. */
    static Json.Members ended(Json.Members begun, Stop stop, List<Json> output) {
        boolean complete = Set.of(Stop.END, Stop.TOOLS).contains(stop);
        String reason = stop == Stop.FILTER ? "content_filter" : "max_output_tokens";
        return begun.with("status", word(complete ? "completed" : "incomplete"))
                .with("incomplete_details", complete ? Json.NULL : new Json.Members(Map.of("reason", word(reason))))
                .with("output", new Json.Items(output));
    }

    static Json usage(Usage cost) {
        Map<String, Json> usage = new LinkedHashMap<>();
        usage.put("input_tokens", number(cost.question()));
        Map<String, Json> cached = new LinkedHashMap<>();
        cached.put("cached_tokens", number(0));
        cached.put("cache_write_tokens", number(0));
        usage.put("input_tokens_details", new Json.Members(cached));
        usage.put("output_tokens", number(cost.answer()));
        usage.put("output_tokens_details", new Json.Members(Map.of("reasoning_tokens", number(0))));
        usage.put("total_tokens", number(cost.question() + cost.answer()));
        return new Json.Members(usage);
    }
}
