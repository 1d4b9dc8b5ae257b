package io.jianhu.openai;

import io.jianhu.chat.Role;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Media;
import io.jianhu.wire.Parameters;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one walk over a chat-completion request. It knows where the words of messages stand; every other string is a
 * parameter, unless it is the name of something. What it does not know it keeps.
 */
final class ChatRequest {

    /** What would let a supplier tell citizens apart or keep what they wrote. */
    static final Set<String> REMOVED = Set.of("user", "metadata", "safety_identifier", "store", "prompt_cache_key");

    private static final Set<String> MESSAGE_TEXTS = Set.of("refusal", "reasoning_content", "reasoning", "thinking");

    private final Texts texts;
    private final Parameters parameters;

    private ChatRequest(Texts texts) {
        this.texts = texts;
        this.parameters = new Parameters(texts);
    }

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Json.Members request, Texts texts) throws BadQuestion {
        return new ChatRequest(texts).request(request);
    }

    private Json.Members request(Json.Members request) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("messages")) {
                walked.put(key, messages(request.items(key)));
            } else if (!REMOVED.contains(key)) {
                walked.put(
                        parameters.name(key),
                        key.equals("model") ? member.getValue() : parameters.value(key, member.getValue()));
            }
        }
        return new Json.Members(walked);
    }

    private Json messages(List<Json> messages) throws BadQuestion {
        List<Json> walked = new ArrayList<>();
        for (int index = 0; index < messages.size(); index++) {
            String place = "messages[" + index + "]";
            if (!(messages.get(index) instanceof Json.Members message)) {
                throw Requests.invalid(place + ": not an object");
            }
            walked.add(message(place, message));
        }
        return new Json.Items(walked);
    }

    private Json message(String place, Json.Members message) throws BadQuestion {
        Role role = role(place, message);
        texts.message(role);
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (key.equals("content")) {
                walked.put(key, content(place + ".content", value));
            } else if (key.equals("tool_calls")) {
                walked.put(key, calls(place + ".tool_calls", value));
            } else if (key.equals("function_call")) {
                walked.put(key, call(value));
            } else if (MESSAGE_TEXTS.contains(key)) {
                walked.put(key, value instanceof Json.Text text ? parameters.text(text) : parameters.value(key, value));
            } else if (key.equals("audio") && !value.equals(Json.NULL)) {
                throw Requests.unsupported(place + ".audio");
            } else if (key.equals("name") && role != Role.TOOL && value instanceof Json.Text speaker) {
                walked.put(key, new Json.Text(texts.parameter(speaker.value())));
            } else {
                walked.put(parameters.name(key), parameters.value(key, value));
            }
        }
        return new Json.Members(walked);
    }

    private static Role role(String place, Json.Members message) throws BadQuestion {
        return switch (message.text("role").orElse("")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default ->
                throw Requests.invalid(
                        place + ".role: unknown (expected: system, developer, user, assistant, tool or function)");
        };
    }

    private Json content(String place, Json content) throws BadQuestion {
        return switch (content) {
            case Json.Text text -> parameters.text(text);
            case Json.Items parts -> parts(place, parts.list());
            case Json.Literal literal -> {
                if (!literal.equals(Json.NULL)) {
                    throw Requests.invalid(place + ": not a string");
                }
                yield literal;
            }
            case Json.Members other -> throw Requests.invalid(place + ": not a string or an array");
        };
    }

    private Json parts(String place, List<Json> parts) throws BadQuestion {
        List<Json> walked = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            String here = place + "[" + index + "]";
            if (!(parts.get(index) instanceof Json.Members part)) {
                throw Requests.invalid(here + ": not an object");
            }
            String field = part.text("type").orElse("");
            if (Media.is(part) && texts.passesMedia()) {
                walked.add(parameters.media(part));
                continue;
            }
            if (!field.equals("text") && !field.equals("refusal")) {
                throw Requests.unsupported(here);
            }
            if (part.text(field).isEmpty()) {
                throw Requests.invalid(here + "." + field + ": not a string");
            }
            walked.add(parameters.around(part, field));
        }
        return new Json.Items(walked);
    }

    private Json calls(String place, Json calls) throws BadQuestion {
        if (!(calls instanceof Json.Items list)) {
            return parameters.value("tool_calls", calls);
        }
        List<Json> walked = new ArrayList<>();
        for (Json item : list.list()) {
            if (!(item instanceof Json.Members call)) {
                throw Requests.invalid(place + ": not an array of objects");
            }
            Map<String, Json> members = new LinkedHashMap<>();
            call.map()
                    .forEach((key, value) -> members.put(
                            parameters.name(key),
                            key.equals("function") || key.equals("custom")
                                    ? call(value)
                                    : parameters.value(key, value)));
            walked.add(new Json.Members(members));
        }
        return new Json.Items(walked);
    }

    private Json call(Json call) {
        if (!(call instanceof Json.Members function)) {
            return parameters.value("function", call);
        }
        return parameters.around(function, function.text("arguments").isPresent() ? "arguments" : "input");
    }
}
