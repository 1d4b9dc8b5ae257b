package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words a Messages request as a chat completion. Thoughts of earlier turns are left out, as chat servers take none back;
 * so is what only asks a server to think, to cache or to sample otherwise. What a server alone could do is refused.
 */
final class MessagesToChat {

    private static final Set<String> UNLIKE = Set.of("mcp_servers", "container", "context_management");
    private static final List<String> ALIKE = List.of("max_tokens", "temperature", "top_p", "stream");

    private final JsonText json;
    private final List<Json> messages = new ArrayList<>();

    private MessagesToChat(JsonText json) {
        this.json = json;
    }

    static Json.Members request(JsonText json, Json.Members request) throws BadQuestion {
        return new MessagesToChat(json).request(request);
    }

    private Json.Members request(Json.Members request) throws BadQuestion {
        for (String key : UNLIKE) {
            if (request.has(key)) {
                throw Requests.untranslatable(key);
            }
        }
        Map<String, Json> written = new LinkedHashMap<>();
        request.text("model").ifPresent(model -> written.put("model", new Json.Text(model)));
        if (request.has("system")) {
            String system = joined("system", request.get("system"), "\n\n");
            messages.add(message("system", new Json.Text(system)));
        }
        List<Json> turns = request.items("messages");
        for (int index = 0; index < turns.size(); index++) {
            if (turns.get(index) instanceof Json.Members turn) {
                turn("messages[" + index + "].content", turn);
            }
        }
        written.put("messages", new Json.Items(messages));
        for (String key : ALIKE) {
            if (request.has(key)) {
                written.put(key, request.map().get(key));
            }
        }
        if (MessagesShape.isStream(request)) {
            written.put("stream_options", new Json.Members(Map.of("include_usage", new Json.Literal("true"))));
        }
        if (!request.items("stop_sequences").isEmpty()) {
            written.put("stop", request.map().get("stop_sequences"));
        }
        if (!request.items("tools").isEmpty()) {
            written.put("tools", ChatTools.tools(request.items("tools")));
            ChatTools.choice(request.members("tool_choice"), written);
        }
        if (MessagesShape.format(request).has("schema")) {
            written.put("response_format", format(MessagesShape.format(request)));
        }
        return new Json.Members(written);
    }

    private void turn(String place, Json.Members turn) throws BadQuestion {
        String role = turn.text("role").orElse("");
        if (!(turn.get("content") instanceof Json.Items content)) {
            messages.add(message(role, new Json.Text(turn.text("content").orElse(""))));
            return;
        }
        List<Json> texts = new ArrayList<>();
        List<Json> calls = new ArrayList<>();
        for (int index = 0; index < content.list().size(); index++) {
            if (content.list().get(index) instanceof Json.Members block) {
                String here = place + "[" + index + "]";
                switch (block.text("type").orElse("")) {
                    case "text" -> texts.add(Canned.text(block.text("text").orElse("")));
                    case "tool_use" -> calls.add(call(block));
                    case "tool_result" -> messages.add(result(here, block));
                    case "thinking", "redacted_thinking" -> {
                        // Left out, as it is said above.
                    }
                    default -> throw Requests.untranslatable(here);
                }
            }
        }
        if (!calls.isEmpty()) {
            messages.add(message(role, texts.isEmpty() ? Json.NULL : content(texts))
                    .with("tool_calls", new Json.Items(calls)));
        } else if (!texts.isEmpty()) {
            messages.add(message(role, content(texts)));
        }
    }

    private static Json content(List<Json> texts) {
        return texts.size() == 1 && texts.getFirst() instanceof Json.Members text
                ? new Json.Text(text.text("text").orElse(""))
                : new Json.Items(texts);
    }

    private Json call(Json.Members block) {
        Map<String, Json> function = new LinkedHashMap<>();
        function.put("name", new Json.Text(block.text("name").orElse("")));
        String arguments = new String(json.write(block.members("input")), StandardCharsets.UTF_8);
        function.put("arguments", new Json.Text(arguments));
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("id", new Json.Text(block.text("id").orElse("")));
        call.put("type", new Json.Text("function"));
        call.put("function", new Json.Members(function));
        return new Json.Members(call);
    }

    private static Json result(String place, Json.Members block) throws BadQuestion {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text("tool"));
        message.put("tool_call_id", new Json.Text(block.text("tool_use_id").orElse("")));
        message.put("content", new Json.Text(joined(place + ".content", block.get("content"), "\n")));
        return new Json.Members(message);
    }

    private static String joined(String place, @Nullable Json content, String between) throws BadQuestion {
        if (content instanceof Json.Text text) {
            return text.value();
        }
        List<String> texts = new ArrayList<>();
        if (content instanceof Json.Items blocks) {
            for (Json block : blocks.list()) {
                if (!(block instanceof Json.Members members)
                        || members.text("type").filter("text"::equals).isEmpty()) {
                    throw Requests.untranslatable(place);
                }
                texts.add(members.text("text").orElse(""));
            }
        }
        return String.join(between, texts);
    }

    private static Json.Members message(String role, Json content) {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text(role));
        message.put("content", content);
        return new Json.Members(message);
    }

    private static Json format(Json.Members format) {
        Map<String, Json> schema = new LinkedHashMap<>();
        schema.put("name", new Json.Text("answer"));
        schema.put("schema", format.map().get("schema"));
        Map<String, Json> written = new LinkedHashMap<>();
        written.put("type", new Json.Text("json_schema"));
        written.put("json_schema", new Json.Members(schema));
        return new Json.Members(written);
    }
}
