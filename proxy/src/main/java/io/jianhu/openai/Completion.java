package io.jianhu.openai;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.RequestWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two kinds of completions, whose answers differ in where a choice has its words. */
enum Completion {
    /** In a {@code delta} or a {@code message}. */
    CHAT("chat", "chatcmpl-", "chat.completion.chunk", "chat.completion") {
        @Override
        Map<String, Json> piece(Json.Members delta) {
            return Map.of("delta", delta);
        }

        @Override
        Map<String, Json> whole(Gathered.Choice said, String request) {
            Map<String, Json> message = new LinkedHashMap<>();
            String refusal = said.text(Kind.REFUSAL);
            message.put("role", new Json.Text("assistant"));
            message.put("content", new Json.Text(said.text(Kind.CONTENT)));
            message.put("refusal", refusal.isEmpty() ? Json.NULL : new Json.Text(refusal));
            if (!said.text(Kind.REASONING).isEmpty()) {
                message.put("reasoning_content", new Json.Text(said.text(Kind.REASONING)));
            }
            if (!said.calls().isEmpty()) {
                message.put("tool_calls", ChatCalls.whole(request, said.calls()));
            }
            return Map.of("message", new Json.Members(message));
        }

        @Override
        Json.Members followed(Json.Members choice, String text) {
            Json.Members message =
                    choice.members("message").without("tool_calls").without("function_call");
            return choice.with("message", message.with("content", joined(message, text)));
        }
    },
    /** In a {@code text}. */
    TEXT("completion", "cmpl-", "text_completion", "text_completion") {
        @Override
        Map<String, Json> piece(Json.Members delta) {
            return Map.of("text", new Json.Text(delta.text("content").orElse("")));
        }

        @Override
        Map<String, Json> whole(Gathered.Choice said, String request) {
            return Map.of("text", new Json.Text(said.text(Kind.CONTENT)));
        }

        @Override
        Json.Members followed(Json.Members choice, String text) {
            return choice.with("text", new Json.Text(choice.text("text").orElse("") + text));
        }
    };

    private final String tongue;
    private final String prefix;
    private final String chunk;
    private final String document;

    Completion(String tongue, String prefix, String chunk, String document) {
        this.tongue = tongue;
        this.prefix = prefix;
        this.chunk = chunk;
        this.document = document;
    }

    /** The name of its tongue. */
    String tongue() {
        return tongue;
    }

    /** The form of its events, as ears and voices agree on it. */
    String streamed() {
        return tongue + "-stream";
    }

    /** The form of its documents. */
    String written() {
        return tongue + "-document";
    }

    /** The walk over its requests. */
    RequestWalk walk() {
        return switch (this) {
            case CHAT -> ChatRequest::walk;
            case TEXT -> TextRequest::walk;
        };
    }

    /** What the ids of its answers begin with. */
    String prefix() {
        return prefix;
    }

    /** What its events call themselves. */
    String chunk() {
        return chunk;
    }

    /** What its documents call themselves. */
    String document() {
        return document;
    }

    /** The members of a choice that say what it gains. */
    abstract Map<String, Json> piece(Json.Members delta);

    /** The members of a choice that say all of it. */
    abstract Map<String, Json> whole(Gathered.Choice said, String request);

    /** A whole choice with the gateway's words behind its own, and without its tool calls. */
    abstract Json.Members followed(Json.Members choice, String text);

    private static Json joined(Json.Members message, String text) {
        if (message.items("content").isEmpty()) {
            return new Json.Text(message.text("content").orElse("") + text);
        }
        List<Json> parts = new ArrayList<>(message.items("content"));
        Map<String, Json> part = new LinkedHashMap<>();
        part.put("type", new Json.Text("text"));
        part.put("text", new Json.Text(text));
        parts.add(new Json.Members(part));
        return new Json.Items(parts);
    }
}
