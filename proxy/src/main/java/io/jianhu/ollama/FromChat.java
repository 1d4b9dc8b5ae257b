package io.jianhu.ollama;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says a chat completion's request to an Ollama server. */
final class FromChat {

    private static final Map<String, String> OPTIONS = Map.of(
            "temperature", "temperature",
            "top_p", "top_p",
            "seed", "seed",
            "stop", "stop",
            "presence_penalty", "presence_penalty",
            "frequency_penalty", "frequency_penalty",
            "max_tokens", "num_predict",
            "max_completion_tokens", "num_predict");

    private final JsonText json;

    FromChat(JsonText json) {
        this.json = json;
    }

    Json.Members request(Json.Members chat) throws BadQuestion {
        Map<String, Json> said = new LinkedHashMap<>();
        Map<String, Json> options = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : chat.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (!chat.has(key)) {
                continue;
            }
            switch (key) {
                case "model" -> said.put(key, value);
                case "messages" -> said.put(key, messages(chat.items(key)));
                case "tools" -> said.put(key, value);
                case "response_format" -> format(chat.members(key), said);
                case "reasoning_effort" -> said.put("think", value);
                case "stream", "stream_options" -> {
                    // Said below, since a stream is what this server gives by itself; it always tells its cost.
                }
                case "n" -> one(key, value);
                case "tool_choice" -> auto(value);
                default -> {
                    if (!OPTIONS.containsKey(key)) {
                        throw Requests.untranslatable(key);
                    }
                    options.put(OPTIONS.get(key), value);
                }
            }
        }
        said.put("stream", new Json.Literal(Boolean.toString(Requests.isTrue(chat, "stream"))));
        if (!options.isEmpty()) {
            said.put("options", new Json.Members(options));
        }
        return new Json.Members(said);
    }

    private static void one(String key, Json value) throws BadQuestion {
        if (!value.equals(new Json.Literal("1"))) {
            throw Requests.untranslatable(key);
        }
    }

    private static void auto(Json value) throws BadQuestion {
        if (!value.equals(new Json.Text("auto"))) {
            throw Requests.untranslatable("tool_choice");
        }
    }

    private static void format(Json.Members format, Map<String, Json> said) throws BadQuestion {
        switch (format.text("type").orElse("")) {
            case "text" -> {}
            case "json_object" -> said.put("format", new Json.Text("json"));
            case "json_schema" ->
                said.put("format", format.members("json_schema").members("schema"));
            default -> throw Requests.untranslatable("response_format.type");
        }
    }

    private Json messages(List<Json> messages) throws BadQuestion {
        List<Json> said = new ArrayList<>();
        Map<String, String> called = new LinkedHashMap<>();
        for (Json item : messages) {
            if (item instanceof Json.Members message) {
                said.add(message("messages[" + said.size() + "]", message, called));
            }
        }
        return new Json.Items(said);
    }

    private Json message(String place, Json.Members message, Map<String, String> called) throws BadQuestion {
        Map<String, Json> said = new LinkedHashMap<>();
        String role = message.text("role").orElse("");
        said.put(
                "role",
                new Json.Text(
                        switch (role) {
                            case "developer" -> "system";
                            case "function" -> "tool";
                            default -> role;
                        }));
        said.put("content", new Json.Text(content(message)));
        message.text("reasoning_content").ifPresent(thought -> said.put("thinking", new Json.Text(thought)));
        if (message.has("function_call")) {
            throw Requests.untranslatable(place + ".function_call");
        }
        if (!message.items("tool_calls").isEmpty()) {
            said.put("tool_calls", calls(place, message.items("tool_calls"), called));
        }
        message.text("name")
                .ifPresent(name -> said.put(role.equals("user") ? "name" : "tool_name", new Json.Text(name)));
        message.text("tool_call_id").map(called::get).ifPresent(name -> said.put("tool_name", new Json.Text(name)));
        return new Json.Members(said);
    }

    /** The words of a message without the seams between its parts. */
    private static String content(Json.Members message) {
        StringBuilder words = new StringBuilder(message.text("content").orElse(""));
        for (Json part : message.items("content")) {
            if (part instanceof Json.Members known) {
                words.append(known.text("text").or(() -> known.text("refusal")).orElse(""));
            }
        }
        return words.toString();
    }

    /** @param called the names of tools by the ids of their calls, which this server does not have */
    private Json calls(String place, List<Json> calls, Map<String, String> called) throws BadQuestion {
        List<Json> said = new ArrayList<>();
        for (Json item : calls) {
            if (!(item instanceof Json.Members call) || !call.has("function")) {
                throw Requests.untranslatable(place + ".tool_calls[" + said.size() + "]");
            }
            Json.Members function = call.members("function");
            call.text("id").ifPresent(id -> called.put(id, function.text("name").orElse("")));
            Map<String, Json> known = new LinkedHashMap<>();
            known.put("name", new Json.Text(function.text("name").orElse("")));
            known.put("arguments", object(place, function.text("arguments").orElse("{}")));
            said.add(new Json.Members(Map.of("function", new Json.Members(known))));
        }
        return new Json.Items(said);
    }

    private Json object(String place, String arguments) throws BadQuestion {
        try {
            return json.read(arguments.isBlank() ? "{}" : arguments);
        } catch (MalformedJson malformed) {
            throw Requests.untranslatable(place + ".tool_calls: arguments that are no JSON");
        }
    }
}
