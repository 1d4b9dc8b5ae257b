package io.jianhu.ollama;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says a request to an Ollama server as a chat completion's. */
final class ToChat {

    private static final Map<String, String> OPTIONS = Map.of(
            "temperature", "temperature",
            "top_p", "top_p",
            "seed", "seed",
            "stop", "stop",
            "presence_penalty", "presence_penalty",
            "frequency_penalty", "frequency_penalty",
            "num_predict", "max_tokens");

    /** How long a server keeps a model and how much memory it takes for it means nothing to another server. */
    private static final Set<String> LOCAL = Set.of("keep_alive", "num_ctx", "num_gpu", "num_thread", "num_batch");

    private final JsonText json;

    ToChat(JsonText json) {
        this.json = json;
    }

    Json.Members chat(Call call, Json.Members request) throws BadQuestion {
        Map<String, Json> chat = new LinkedHashMap<>();
        if (request.has("model")) {
            chat.put("model", request.map().get("model"));
        }
        chat.put(
                "messages",
                switch (call) {
                    case CHAT -> messages(request.items("messages"));
                    case GENERATE -> prompt(request);
                });
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (!request.has(key) || LOCAL.contains(key)) {
                continue;
            }
            switch (key) {
                case "model", "messages", "prompt", "system", "stream" -> {}
                case "tools" -> chat.put(key, member.getValue());
                case "format" -> format(member.getValue(), chat);
                case "options" -> options(request.members(key), chat);
                case "think" -> think(member.getValue(), chat);
                default -> throw Requests.untranslatable(key);
            }
        }
        chat.put("stream", new Json.Literal(Boolean.toString(OllamaRequest.isStream(request))));
        if (OllamaRequest.isStream(request)) {
            chat.put("stream_options", new Json.Members(Map.of("include_usage", new Json.Literal("true"))));
        }
        return new Json.Members(chat);
    }

    private static Json prompt(Json.Members request) {
        List<Json> messages = new ArrayList<>();
        request.text("system").ifPresent(text -> messages.add(message("system", text)));
        messages.add(message("user", request.text("prompt").orElse("")));
        return new Json.Items(messages);
    }

    private static Json.Members message(String role, String content) {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text(role));
        message.put("content", new Json.Text(content));
        return new Json.Members(message);
    }

    private Json messages(List<Json> messages) throws BadQuestion {
        List<Json> said = new ArrayList<>();
        Map<String, String> open = new LinkedHashMap<>();
        for (Json item : messages) {
            if (item instanceof Json.Members message) {
                said.add(message("messages[" + said.size() + "]", message, open, said.size()));
            }
        }
        return new Json.Items(said);
    }

    /** @param open the ids of calls that wait for their result, with the names of their tools; ids are made up here */
    private Json message(String place, Json.Members message, Map<String, String> open, int at) throws BadQuestion {
        String role = message.text("role").orElse("");
        Json.Members said = message(role, message.text("content").orElse(""));
        if (message.text("thinking").isPresent()) {
            said = said.with(
                    "reasoning_content", new Json.Text(message.text("thinking").get()));
        }
        List<Json> calls = message.items("tool_calls");
        if (!calls.isEmpty()) {
            List<Json> made = new ArrayList<>();
            for (Json item : calls) {
                if (!(item instanceof Json.Members call)) {
                    throw Requests.untranslatable(place + ".tool_calls");
                }
                Json.Members function = call.members("function");
                String id = "call_" + at + "_" + made.size();
                String name = function.text("name").orElse("");
                open.put(id, name);
                made.add(call(id, name, function.map().getOrDefault("arguments", Json.Members.NONE)));
            }
            said = said.with("tool_calls", new Json.Items(made));
        }
        if (role.equals("tool")) {
            String name = message.text("tool_name").orElse("");
            String id = open.entrySet().stream()
                    .filter(call -> name.isEmpty() || call.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> Requests.untranslatable(place + ": a result of no call"));
            open.remove(id);
            said = said.with("tool_call_id", new Json.Text(id));
        }
        return said;
    }

    private Json call(String id, String name, Json arguments) {
        Map<String, Json> function = new LinkedHashMap<>();
        function.put("name", new Json.Text(name));
        function.put("arguments", new Json.Text(json.text(arguments)));
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("id", new Json.Text(id));
        call.put("type", new Json.Text("function"));
        call.put("function", new Json.Members(function));
        return new Json.Members(call);
    }

    private static void format(Json format, Map<String, Json> chat) throws BadQuestion {
        Map<String, Json> wanted = new LinkedHashMap<>();
        if (format.equals(new Json.Text("json"))) {
            wanted.put("type", new Json.Text("json_object"));
        } else if (format instanceof Json.Members schema) {
            Map<String, Json> named = new LinkedHashMap<>();
            named.put("name", new Json.Text("answer"));
            named.put("schema", schema);
            wanted.put("type", new Json.Text("json_schema"));
            wanted.put("json_schema", new Json.Members(named));
        } else if (!format.equals(new Json.Text(""))) {
            throw Requests.untranslatable("format");
        }
        if (!wanted.isEmpty()) {
            chat.put("response_format", new Json.Members(wanted));
        }
    }

    private static void options(Json.Members options, Map<String, Json> chat) throws BadQuestion {
        for (Map.Entry<String, Json> option : options.map().entrySet()) {
            String key = option.getKey();
            if (!options.has(key) || LOCAL.contains(key)) {
                continue;
            }
            if (!OPTIONS.containsKey(key)) {
                throw Requests.untranslatable("options." + key);
            }
            boolean unlimited = key.equals("num_predict")
                    && option.getValue() instanceof Json.Literal count
                    && count.text().startsWith("-");
            if (!unlimited) {
                chat.put(OPTIONS.get(key), option.getValue());
            }
        }
    }

    /** How hard to think; whether at all is the other server's own choice. */
    private static void think(Json think, Map<String, Json> chat) {
        if (think instanceof Json.Text effort) {
            chat.put("reasoning_effort", effort);
        }
    }
}
