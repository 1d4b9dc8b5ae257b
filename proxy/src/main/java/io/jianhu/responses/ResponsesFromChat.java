package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A chat completion's request as a Responses request, of which the model's server keeps nothing. */
final class ResponsesFromChat {

    /** What a chat completion can ask for and Responses cannot, unless it asks for nothing. */
    private static final Set<String> ITS_OWN = Set.of(
            "n",
            "stop",
            "seed",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "presence_penalty",
            "frequency_penalty",
            "prediction",
            "functions",
            "function_call",
            "web_search_options");

    private static final Set<String> NOTHING = Set.of("0", "0.0", "false");
    private static final Set<String> THOUGHTS = Set.of("reasoning_content", "reasoning", "thinking");
    private static final Set<String> OF_A_MESSAGE = Set.of("role", "content", "refusal", "tool_calls", "tool_call_id");

    private ResponsesFromChat() {}

    static Json.Members request(Json.Members chat) throws BadQuestion {
        Map<String, Json> request = new LinkedHashMap<>();
        Map<String, Json> text = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : chat.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (ITS_OWN.contains(key) && !isNothing(key, value)) {
                throw Requests.untranslatable(key);
            }
            if (value.equals(Json.NULL) || ITS_OWN.contains(key)) {
                continue;
            }
            switch (key) {
                case "messages" -> request.put("input", input(chat.items(key)));
                case "max_tokens", "max_completion_tokens" -> request.put("max_output_tokens", value);
                case "reasoning_effort" -> request.put("reasoning", new Json.Members(Map.of("effort", value)));
                case "response_format" -> text.put("format", format(chat.members(key)));
                case "verbosity" -> text.put(key, value);
                case "tools" -> request.put(key, tools(chat.items(key)));
                case "tool_choice" -> request.put(key, choice(value));
                case "stream_options" -> {
                    // Responses tell what they cost by themselves.
                }
                default -> request.put(key, value);
            }
        }
        if (!text.isEmpty()) {
            request.put("text", new Json.Members(text));
        }
        request.put("store", new Json.Literal("false"));
        return new Json.Members(request);
    }

    private static boolean isNothing(String key, Json value) {
        return value.equals(Json.NULL)
                || (value instanceof Json.Literal literal
                        && (key.equals("n") ? literal.text().equals("1") : NOTHING.contains(literal.text())))
                || (value instanceof Json.Items items && items.list().isEmpty())
                || (value instanceof Json.Members members && members.map().isEmpty());
    }

    private static Json input(List<Json> messages) throws BadQuestion {
        List<Json> items = new ArrayList<>();
        for (int index = 0; index < messages.size(); index++) {
            String place = "messages[" + index + "]";
            if (!(messages.get(index) instanceof Json.Members message)) {
                throw Requests.untranslatable(place);
            }
            for (Map.Entry<String, Json> member : message.map().entrySet()) {
                String key = member.getKey();
                if (!OF_A_MESSAGE.contains(key) && !THOUGHTS.contains(key) && message.has(key)) {
                    throw Requests.untranslatable(place + (key.equals("name") ? ".name" : ""));
                }
            }
            message(place, message, items);
        }
        return new Json.Items(items);
    }

    private static void message(String place, Json.Members message, List<Json> items) throws BadQuestion {
        String role = message.text("role").orElse("");
        if (role.equals("function")) {
            throw Requests.untranslatable(place + ".role");
        }
        if (role.equals("tool")) {
            Map<String, Json> result = new LinkedHashMap<>();
            result.put("type", new Json.Text("function_call_output"));
            result.put("call_id", new Json.Text(message.text("tool_call_id").orElse("")));
            result.put("output", words(message, "input_text"));
            items.add(new Json.Members(result));
            return;
        }
        boolean assistant = role.equals("assistant");
        List<Json> refusal = message.text("refusal")
                .<List<Json>>map(text -> List.of(part("refusal", "refusal", text)))
                .orElse(List.of());
        Json words = words(message, assistant ? "output_text" : "input_text");
        if (!refusal.isEmpty()) {
            items.add(said(role, new Json.Items(joined(words, refusal))));
        } else if (!assistant || !words.equals(new Json.Text(""))) {
            items.add(said(role, words));
        }
        for (Json call : message.items("tool_calls")) {
            items.add(call(place, call));
        }
    }

    private static List<Json> joined(Json words, List<Json> refusal) {
        List<Json> parts = new ArrayList<>();
        if (words instanceof Json.Items several) {
            parts.addAll(several.list());
        } else if (words instanceof Json.Text text && !text.value().isEmpty()) {
            parts.add(part("output_text", "text", text.value()));
        }
        parts.addAll(refusal);
        return parts;
    }

    private static Json said(String role, Json content) {
        Map<String, Json> said = new LinkedHashMap<>();
        said.put("type", new Json.Text("message"));
        said.put("role", new Json.Text(role));
        said.put("content", content);
        return new Json.Members(said);
    }

    private static Json words(Json.Members message, String type) {
        if (message.get("content") instanceof Json.Items parts) {
            List<Json> words = new ArrayList<>();
            for (Json part : parts.list()) {
                if (part instanceof Json.Members known) {
                    known.text("text").ifPresent(text -> words.add(part(type, "text", text)));
                    known.text("refusal").ifPresent(text -> words.add(part("refusal", "refusal", text)));
                }
            }
            return new Json.Items(words);
        }
        return new Json.Text(message.text("content").orElse(""));
    }

    private static Json part(String type, String key, String text) {
        Map<String, Json> part = new LinkedHashMap<>();
        part.put("type", new Json.Text(type));
        part.put(key, new Json.Text(text));
        return new Json.Members(part);
    }

    private static Json call(String place, Json call) throws BadQuestion {
        if (!(call instanceof Json.Members known)
                || known.members("function").map().isEmpty()) {
            throw Requests.untranslatable(place + ".tool_calls");
        }
        Json.Members function = known.members("function");
        Map<String, Json> item = new LinkedHashMap<>();
        item.put("type", new Json.Text("function_call"));
        item.put("call_id", new Json.Text(known.text("id").orElse("")));
        item.put("name", new Json.Text(function.text("name").orElse("")));
        item.put("arguments", new Json.Text(function.text("arguments").orElse("")));
        return new Json.Members(item);
    }

    private static Json tools(List<Json> tools) throws BadQuestion {
        List<Json> flat = new ArrayList<>();
        for (int index = 0; index < tools.size(); index++) {
            String place = "tools[" + index + "]";
            if (!(tools.get(index) instanceof Json.Members tool)) {
                throw Requests.untranslatable(place);
            }
            flat.add(flat(place, tool, "function", "function"));
        }
        return new Json.Items(flat);
    }

    private static Json choice(Json choice) throws BadQuestion {
        return choice instanceof Json.Members named ? flat("tool_choice", named, "function", "function") : choice;
    }

    private static Json format(Json.Members format) throws BadQuestion {
        return format.text("type").orElse("").equals("json_schema")
                ? flat("response_format", format, "json_schema", "json_schema")
                : format;
    }

    /** What stands inside, beside its type. */
    private static Json flat(String place, Json.Members typed, String type, String key) throws BadQuestion {
        if (!typed.text("type").orElse("").equals(type)
                || typed.members(key).map().isEmpty()) {
            throw Requests.untranslatable(place);
        }
        Map<String, Json> flat = new LinkedHashMap<>();
        flat.put("type", new Json.Text(type));
        flat.putAll(typed.members(key).map());
        return new Json.Members(flat);
    }
}
