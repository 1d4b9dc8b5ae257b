package io.jianhu.openai;

import io.jianhu.chat.Shape;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chat-completion request asks for beside its words, and whether the gateway can guard the answer to it. */
final class ChatShape {

    private static final int CHOICES = 8;
    private static final int CONVERSATION = 256;
    private static final Set<String> JSON_FORMATS = Set.of("json_object", "json_schema");

    private ChatShape() {}

    static void check(Json.Members request) throws BadQuestion {
        checkFlags(request);
        if (request.has("audio") || request.items("modalities").contains(new Json.Text("audio"))) {
            throw new BadQuestion("unsupported_content", "modalities: audio cannot be guarded (expected: text)");
        }
        if (!(request.get("messages") instanceof Json.Items messages)
                || messages.list().isEmpty()) {
            throw Requests.invalid("messages: missing or empty (expected: an array of messages)");
        }
    }

    /** What both kinds of completions have in common. */
    static void checkFlags(Json.Members request) throws BadQuestion {
        if (!Requests.isFlag(request, "stream")) {
            throw Requests.invalid("stream: not a boolean");
        }
        if (request.has("model") && request.text("model").isEmpty()) {
            throw Requests.invalid("model: not a string");
        }
        if (request.has("n") && !choices(request.get("n"))) {
            throw Requests.invalid("n: not supported (expected: 1-" + CHOICES + ")");
        }
    }

    static Shape of(Json.Members request, Optional<String> conversation) {
        return new Shape(
                request.text("model").orElse(""),
                isStream(request),
                request.members("response_format")
                        .text("type")
                        .filter(JSON_FORMATS::contains)
                        .isPresent(),
                conversation
                        .or(() -> request.members("metadata").text("conversation_id"))
                        .filter(name -> !name.isEmpty() && name.length() <= CONVERSATION));
    }

    /** How many choices a request that was checked asks for. */
    static int choices(Json.Members request) {
        return request.get("n") instanceof Json.Literal n && n.isNumber() ? Integer.parseInt(n.text()) : 1;
    }

    static boolean isStream(Json.Members request) {
        return Requests.isTrue(request, "stream");
    }

    private static boolean choices(@Nullable Json n) {
        return n instanceof Json.Literal literal
                && List.of("1", "2", "3", "4", "5", "6", "7", "8").contains(literal.text());
    }
}
