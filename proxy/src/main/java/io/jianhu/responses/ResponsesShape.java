package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a Responses request asks for beside its words, and whether the gateway can guard the answer to it. */
final class ResponsesShape {

    private static final int CONVERSATION = 256;
    private static final Set<String> JSON_FORMATS = Set.of("json_object", "json_schema");
    /** Tools whose results are pictures. */
    private static final Set<String> PICTURES =
            Set.of("image_generation", "computer", "computer_use", "computer_use_preview");

    private ResponsesShape() {}

    static void check(Json.Members request) throws BadQuestion {
        for (String flag : List.of("stream", "store", "background")) {
            if (!Requests.isFlag(request, flag)) {
                throw Requests.invalid(flag + ": not a boolean");
            }
        }
        if (Requests.isTrue(request, "background")) {
            throw new BadQuestion(
                    "unsupported",
                    "background: not supported, since stored responses cannot be fetched here (expected: false)");
        }
        for (String name : List.of("model", "previous_response_id", "instructions")) {
            if (request.has(name) && request.text(name).isEmpty()) {
                throw Requests.invalid(name + ": not a string");
            }
        }
        if (request.has("audio") || request.items("modalities").contains(new Json.Text("audio"))) {
            throw new BadQuestion("unsupported_content", "modalities: audio cannot be guarded (expected: text)");
        }
        if (request.text("input").isEmpty()
                && request.items("input").isEmpty()
                && request.members("prompt").map().isEmpty()) {
            throw Requests.invalid("input: missing or empty (expected: a string or an array of items)");
        }
        if (request.has("input") && request.text("input").isEmpty() && !(request.get("input") instanceof Json.Items)) {
            throw Requests.invalid("input: not a string or an array of items");
        }
        tools(request.items("tools"));
    }

    private static void tools(List<Json> tools) throws BadQuestion {
        for (int index = 0; index < tools.size(); index++) {
            String place = "tools[" + index + "]";
            if (!(tools.get(index) instanceof Json.Members tool)) {
                throw Requests.invalid(place + ": not an object");
            }
            if (PICTURES.contains(tool.text("type").orElse(""))) {
                throw Requests.unsupported(place);
            }
        }
    }

    static boolean isStream(Json.Members request) {
        return Requests.isTrue(request, "stream");
    }

    /** Whether the answer will be parsed by a program. */
    static boolean isStructured(Json.Members request) {
        return request.members("text")
                .members("format")
                .text("type")
                .filter(JSON_FORMATS::contains)
                .isPresent();
    }

    /** Whether the model's server will keep the exchange, so that another may refer to it. */
    static boolean isStored(Json.Members request) {
        return !new Json.Literal("false").equals(request.get("store"));
    }

    /** Whether the request brings its own history: something that a model said. */
    static boolean bringsHistory(Json.Members request) {
        return request.items("input").stream()
                .anyMatch(item -> item instanceof Json.Members known
                        && (known.text("role").orElse("").equals("assistant")
                                || known.text("type").orElse("").equals("reasoning")
                                || known.text("type").orElse("").endsWith("_call")));
    }

    /** The conversation that the client named; the one that its model's server keeps where it named none. */
    static Optional<String> conversation(Json.Members request, Optional<String> header) {
        return header.or(() -> request.members("metadata").text("conversation_id"))
                .or(() -> kept(request))
                .filter(name -> !name.isEmpty() && name.length() <= CONVERSATION);
    }

    /** The conversation that the model's server keeps, where the request names one. */
    static Optional<String> kept(Json.Members request) {
        return request.text("conversation")
                .or(() -> request.members("conversation").text("id"))
                .filter(name -> !name.isEmpty() && name.length() <= CONVERSATION);
    }
}
