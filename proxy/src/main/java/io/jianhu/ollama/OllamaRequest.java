package io.jianhu.ollama;

import io.jianhu.chat.Role;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Parameters;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one walk over a request. It knows where the words of messages stand; all else is a parameter. A {@code context}
 * is refused: it holds an earlier conversation as numbers, which nobody can read.
 */
final class OllamaRequest {

    private static final Set<String> MESSAGE_TEXTS = Set.of("content", "thinking");

    private final Texts texts;
    private final Parameters parameters;

    private OllamaRequest(Texts texts) {
        this.texts = texts;
        this.parameters = new Parameters(texts);
    }

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Call call, Json.Members request, Texts texts) throws BadQuestion {
        OllamaRequest walk = new OllamaRequest(texts);
        return switch (call) {
            case CHAT -> walk.chat(request);
            case GENERATE -> walk.generate(request);
        };
    }

    static boolean isStream(Json.Members request) {
        return !new Json.Literal("false").equals(request.get("stream"));
    }

    private Json.Members chat(Json.Members request) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            if (member.getKey().equals("messages")) {
                List<Json> messages = new ArrayList<>();
                for (Json item : request.items("messages")) {
                    String place = "messages[" + messages.size() + "]";
                    if (!(item instanceof Json.Members message)) {
                        throw Requests.invalid(place + ": not an object");
                    }
                    messages.add(message(place, message));
                }
                walked.put("messages", new Json.Items(messages));
            } else {
                rest(walked, member);
            }
        }
        return new Json.Members(walked);
    }

    private Json message(String place, Json.Members message) throws BadQuestion {
        texts.message(role(place, message));
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (MESSAGE_TEXTS.contains(key) && value instanceof Json.Text text) {
                walked.put(key, parameters.text(text));
            } else if (key.equals("content") && message.has(key)) {
                throw Requests.invalid(place + ".content: not a string");
            } else if (key.equals("images") && !message.items(key).isEmpty()) {
                walked.put(key, images(place + ".images", value));
            } else if (key.equals("tool_calls") && value instanceof Json.Items calls) {
                walked.put(key, calls(calls));
            } else {
                walked.put(parameters.name(key), parameters.value(key, value));
            }
        }
        return new Json.Members(walked);
    }

    /** Calls of earlier turns: the strings of their arguments are the message's own words. */
    private Json calls(Json.Items calls) {
        List<Json> walked = new ArrayList<>();
        for (Json item : calls.list()) {
            if (item instanceof Json.Members call && call.get("function") instanceof Json.Members function) {
                Map<String, Json> known = new LinkedHashMap<>();
                function.map()
                        .forEach((key, value) -> known.put(
                                parameters.name(key),
                                key.equals("arguments") ? parameters.said(value) : parameters.value(key, value)));
                walked.add(call.with("function", new Json.Members(known)));
            } else {
                walked.add(parameters.value("tool_calls", item));
            }
        }
        return new Json.Items(walked);
    }

    private static Role role(String place, Json.Members message) throws BadQuestion {
        return switch (message.text("role").orElse("")) {
            case "system" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default -> throw Requests.invalid(place + ".role: unknown (expected: system, user, assistant or tool)");
        };
    }

    private Json.Members generate(Json.Members request) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("prompt") || key.equals("suffix") || key.equals("system")) {
                if (!(member.getValue() instanceof Json.Text text)) {
                    throw Requests.invalid(key + ": not a string");
                }
                texts.message(key.equals("system") ? Role.SYSTEM : Role.USER);
                walked.put(key, parameters.text(text));
            } else {
                rest(walked, member);
            }
        }
        return new Json.Members(walked);
    }

    private Json images(String place, Json images) throws BadQuestion {
        if (!texts.passesMedia()) {
            throw Requests.unsupported(place);
        }
        return parameters.media(images);
    }

    private void rest(Map<String, Json> walked, Map.Entry<String, Json> member) throws BadQuestion {
        String key = member.getKey();
        boolean filled =
                member.getValue() instanceof Json.Items items && !items.list().isEmpty();
        if (key.equals("context") && filled) {
            throw Requests.unsupported(key);
        }
        if (key.equals("images") && filled) {
            walked.put(key, images(key, member.getValue()));
            return;
        }
        boolean model = key.equals("model");
        walked.put(parameters.name(key), model ? member.getValue() : parameters.value(key, member.getValue()));
    }
}
