package io.jianhu.responses;

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
 * The one walk over a Responses request. It knows the items that hold words; of an item that it does not know, every
 * string is taken for what a tool said. Every other string of the request is a parameter, unless it names something.
 */
final class ResponsesRequest {

    /** What would let a supplier tell citizens apart. */
    static final Set<String> REMOVED = Set.of("user", "metadata", "safety_identifier", "prompt_cache_key");

    private static final Set<String> PLAIN = Set.of("input_text", "output_text", "text");
    private static final Set<String> UNREADABLE =
            Set.of("input_image", "input_file", "input_audio", "computer_call_output", "image_generation_call");

    private final Texts texts;
    private final Parameters parameters;

    private ResponsesRequest(Texts texts) {
        this.texts = texts;
        this.parameters = new Parameters(texts);
    }

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Json.Members request, Texts texts) throws BadQuestion {
        return new ResponsesRequest(texts).request(request);
    }

    private Json.Members request(Json.Members request) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (key.equals("input")) {
                walked.put(key, input(value));
            } else if (key.equals("instructions") && value instanceof Json.Text text) {
                texts.message(Role.SYSTEM);
                walked.put(key, text(text));
            } else if (key.equals("prompt") && value instanceof Json.Members prompt) {
                walked.put(key, prompt(prompt));
            } else if (key.equals("model")) {
                walked.put(key, value);
            } else if (!REMOVED.contains(key)) {
                walked.put(parameters.name(key), parameters.value(key, value));
            }
        }
        return new Json.Members(walked);
    }

    private Json input(Json input) throws BadQuestion {
        if (input instanceof Json.Text text) {
            texts.message(Role.USER);
            return text(text);
        }
        if (!(input instanceof Json.Items items)) {
            return input;
        }
        List<Json> walked = new ArrayList<>();
        for (int index = 0; index < items.list().size(); index++) {
            String place = "input[" + index + "]";
            if (!(items.list().get(index) instanceof Json.Members item)) {
                throw Requests.invalid(place + ": not an object");
            }
            walked.add(item(place, item));
        }
        return new Json.Items(walked);
    }

    private Json item(String place, Json.Members item) throws BadQuestion {
        String type = item.text("type").orElse("message");
        return switch (type) {
            case "message" -> message(place, item);
            case "function_call" -> {
                texts.message(Role.ASSISTANT);
                yield parameters.around(item, "arguments");
            }
            case "custom_tool_call" -> {
                texts.message(Role.ASSISTANT);
                yield parameters.around(item, "input");
            }
            case "function_call_output", "custom_tool_call_output" -> {
                texts.message(Role.TOOL);
                yield holding(place, item, "output");
            }
            case "reasoning" -> {
                texts.message(Role.ASSISTANT);
                yield reasoning(item);
            }
            case "item_reference" -> parameters.value("", item);
            default -> {
                readable(place, item);
                texts.message(Role.TOOL);
                yield parameters.unknown(item);
            }
        };
    }

    private Json message(String place, Json.Members message) throws BadQuestion {
        texts.message(role(place, message));
        if (!message.has("content")) {
            throw Requests.invalid(place + ".content: missing (expected: a string or an array of parts)");
        }
        return holding(place, message, "content");
    }

    private static Role role(String place, Json.Members message) throws BadQuestion {
        return switch (message.text("role").orElse("")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                throw Requests.invalid(place + ".role: unknown (expected: user, assistant, system or developer)");
        };
    }

    /** The item with the words under one key; all else of it is parameters. */
    private Json holding(String place, Json.Members item, String key) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : item.map().entrySet()) {
            if (member.getKey().equals(key)) {
                walked.put(key, content(place + "." + key, member.getValue()));
            } else {
                walked.put(parameters.name(member.getKey()), parameters.value(member.getKey(), member.getValue()));
            }
        }
        return new Json.Members(walked);
    }

    private Json content(String place, Json content) throws BadQuestion {
        return switch (content) {
            case Json.Text text -> text(text);
            case Json.Items parts -> parts(place, parts.list());
            case Json.Literal literal -> throw Requests.invalid(place + ": not a string or an array");
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
            String type = part.text("type").orElse("");
            String field = PLAIN.contains(type) ? "text" : type;
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

    /** What a model thought: words in parts, and what only its server can open. */
    private Json reasoning(Json.Members item) {
        Map<String, Json> walked = new LinkedHashMap<>();
        item.map().forEach((key, value) -> {
            if ((key.equals("summary") || key.equals("content")) && value instanceof Json.Items parts) {
                walked.put(key, parameters.unknown(parts));
            } else {
                walked.put(parameters.name(key), parameters.value(key, value));
            }
        });
        return new Json.Members(walked);
    }

    /** A stored prompt, whose variables may be what a citizen wrote. */
    private Json prompt(Json.Members prompt) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : prompt.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("variables")) {
                readable("prompt.variables", member.getValue());
                texts.message(Role.USER);
                walked.put(key, parameters.said(member.getValue()));
            } else {
                walked.put(parameters.name(key), parameters.value(key, member.getValue()));
            }
        }
        return new Json.Members(walked);
    }

    /** That nothing stands in a value, however deep, which no guard can read, unless that may pass. */
    private void readable(String place, Json value) throws BadQuestion {
        if (texts.passesMedia()) {
            return;
        }
        switch (value) {
            case Json.Members members -> {
                if (UNREADABLE.contains(members.text("type").orElse(""))) {
                    throw Requests.unsupported(place);
                }
                for (Json held : members.map().values()) {
                    readable(place, held);
                }
            }
            case Json.Items items -> {
                for (Json held : items.list()) {
                    readable(place, held);
                }
            }
            case Json.Text text -> {}
            case Json.Literal literal -> {}
        }
    }

    private Json text(Json.Text text) {
        return new Json.Text(texts.text(text.value()));
    }
}
