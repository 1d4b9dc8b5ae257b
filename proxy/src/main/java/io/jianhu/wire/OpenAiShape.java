package io.jianhu.wire;

import io.jianhu.chat.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chat-completion request asks for beside its words, and whether the gateway can guard the answer to it. */
final class OpenAiShape {

    private static final int CHOICES = 8;
    private static final int CONVERSATION = 256;
    private static final Set<String> JSON_FORMATS = Set.of("json_object", "json_schema");

    private OpenAiShape() {}

    static void check(Json.Members request) throws BadQuestion {
        if (request.has("stream") && !(isTrue(request, "stream") || isFalse(request))) {
            throw invalid("stream: not a boolean");
        }
        if (request.has("model") && request.text("model").isEmpty()) {
            throw invalid("model: not a string");
        }
        if (request.has("n") && !choices(request.get("n"))) {
            throw invalid("n: not supported (expected: 1-" + CHOICES + ")");
        }
        if (request.has("audio") || request.items("modalities").contains(new Json.Text("audio"))) {
            throw new BadQuestion("unsupported_content", "modalities: audio cannot be guarded (expected: text)");
        }
        if (!(request.get("messages") instanceof Json.Items messages)
                || messages.list().isEmpty()) {
            throw invalid("messages: missing or empty (expected: an array of messages)");
        }
    }

    static Shape of(Json.Members request, Optional<String> conversation) {
        return new Shape(
                request.text("model").orElse(""),
                isTrue(request, "stream"),
                request.members("response_format")
                        .text("type")
                        .filter(JSON_FORMATS::contains)
                        .isPresent(),
                conversation
                        .or(() -> request.members("metadata").text("conversation_id"))
                        .filter(name -> !name.isEmpty() && name.length() <= CONVERSATION));
    }

    static BadQuestion invalid(String message) {
        return new BadQuestion("invalid_request", message);
    }

    private static boolean isTrue(Json.Members request, String key) {
        return new Json.Literal("true").equals(request.get(key));
    }

    private static boolean isFalse(Json.Members request) {
        return new Json.Literal("false").equals(request.get("stream"));
    }

    private static boolean choices(@Nullable Json n) {
        return n instanceof Json.Literal literal
                && List.of("1", "2", "3", "4", "5", "6", "7", "8").contains(literal.text());
    }
}
