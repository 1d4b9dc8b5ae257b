package io.jianhu.cache;

import io.jianhu.frame.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a request asks for beside its words, as far as an answer to it may be given again. A request with a parameter that
 * is not known here has no such answer: it may stand for a history that a server keeps, or for a tool.
 */
final class Parameters {

    private static final String STREAM = "stream";

    /** Where the words stand. */
    private static final Set<String> WORDS = Set.of("messages", "input", "prompt", "system", "instructions");

    /** What shapes an answer: part of the key, whatever its value. */
    private static final Set<String> SHAPES = Set.of(
            "model",
            "stream_options",
            "temperature",
            "top_p",
            "top_k",
            "min_p",
            "seed",
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "stop",
            "stop_sequences",
            "frequency_penalty",
            "presence_penalty",
            "repetition_penalty",
            "logit_bias",
            "response_format",
            "format",
            "text",
            "options",
            "template",
            "keep_alive",
            "think",
            "thinking",
            "enable_thinking",
            "chat_template_kwargs",
            "reasoning",
            "reasoning_effort",
            "output_config",
            "verbosity",
            "truncation",
            "service_tier",
            "store",
            "cache_control");

    /** Kinds of messages and their parts that are nothing but text. */
    private static final Set<String> TEXTS = Set.of("message", "text", "input_text", "ephemeral");

    private Parameters() {}

    /** Whether an answer to the request may be given to another. */
    static boolean allow(Json.Members request) {
        return request.map().entrySet().stream().allMatch(Parameters::allows);
    }

    private static boolean allows(Map.Entry<String, Json> parameter) {
        String key = parameter.getKey();
        if (WORDS.contains(key)) {
            return isTalk(parameter.getValue());
        }
        return key.equals(STREAM)
                || SHAPES.contains(key)
                || isNothing(parameter.getValue())
                || (key.equals("n") && parameter.getValue().equals(new Json.Literal("1")));
    }

    /** A text or messages, of which each says who speaks; an item that only refers to something does not. */
    private static boolean isTalk(Json words) {
        return switch (words) {
            case Json.Text text -> true;
            case Json.Items items ->
                items.list().stream()
                        .allMatch(item -> item instanceof Json.Text
                                || (item instanceof Json.Members message
                                        && (message.text("role").isPresent()
                                                || message.text("text").isPresent())
                                        && isText(message)));
            case Json.Literal literal -> literal.equals(Json.NULL);
            case Json.Members members -> false;
        };
    }

    /** Whether there is nothing in it but text, however deep: whom a picture shows, nobody here can tell. */
    private static boolean isText(Json value) {
        return switch (value) {
            case Json.Literal literal -> true;
            case Json.Text text -> true;
            case Json.Items items -> items.list().stream().allMatch(Parameters::isText);
            case Json.Members members ->
                members.text("type").map(TEXTS::contains).orElse(true)
                        && members.items("images").isEmpty()
                        && members.map().values().stream().allMatch(Parameters::isText);
        };
    }

    /** Whether a parameter asks for nothing. */
    private static boolean isNothing(Json value) {
        return switch (value) {
            case Json.Literal literal ->
                literal.equals(Json.NULL) || literal.text().equals("false");
            case Json.Items items -> items.list().isEmpty();
            case Json.Members members -> members.map().isEmpty();
            case Json.Text text -> false;
        };
    }

    /** The request in one order and without its form, which an answer may change. */
    static Json.Members formless(Json.Members request) {
        return new Json.Members(new TreeMap<>(request.map())).without(STREAM);
    }
}
