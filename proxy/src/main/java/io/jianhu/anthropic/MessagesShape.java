package io.jianhu.anthropic;

import io.jianhu.chat.Shape;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.Optional;

/** What a request asks for beside its words, and whether the gateway can guard the answer to it. */
final class MessagesShape {

    private static final int CONVERSATION = 256;
    private static final String SCHEMA = "json_schema";

    private MessagesShape() {}

    static void check(Json.Members request) throws BadQuestion {
        if (!Requests.isFlag(request, "stream")) {
            throw Requests.invalid("stream: not a boolean");
        }
        if (request.has("model") && request.text("model").isEmpty()) {
            throw Requests.invalid("model: not a string");
        }
        if (!(request.get("max_tokens") instanceof Json.Literal most)
                || !most.text().matches("[1-9][0-9]{0,8}")) {
            throw Requests.invalid("max_tokens: missing or not a number (expected: 1 or more)");
        }
        if (!(request.get("messages") instanceof Json.Items messages)
                || messages.list().isEmpty()) {
            throw Requests.invalid("messages: missing or empty (expected: an array of messages)");
        }
    }

    static Shape of(Json.Members request, Optional<String> conversation) {
        return new Shape(
                request.text("model").orElse(""),
                isStream(request),
                format(request).text("type").filter(SCHEMA::equals).isPresent(),
                conversation
                        .or(() -> request.members("metadata").text("conversation_id"))
                        .filter(name -> !name.isEmpty() && name.length() <= CONVERSATION));
    }

    /** The format that an answer must have; no members when any will do. */
    static Json.Members format(Json.Members request) {
        return request.has("output_format")
                ? request.members("output_format")
                : request.members("output_config").members("format");
    }

    static boolean isStream(Json.Members request) {
        return Requests.isTrue(request, "stream");
    }
}
