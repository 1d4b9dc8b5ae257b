package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Responses request as a chat completion. What a chat completion has nothing like is refused with its place; what the
 * model thought in earlier turns is left out, since no chat completion takes it back.
 */
final class ResponsesToChat {

    /** What only a server of Responses can do. */
    private static final Set<String> ITS_OWN = Set.of(
            "previous_response_id",
            "conversation",
            "prompt",
            "include",
            "max_tool_calls",
            "top_logprobs",
            "context_management");
    /** What says nothing to a server that keeps nothing. */
    private static final Set<String> IDLE = Set.of("store", "background", "stream_options", "truncation");

    private static final Set<String> SPEAKERS = Set.of("user", "assistant", "system", "developer");

    private final List<Json> messages = new ArrayList<>();
    /** The newest message as long as it may gain tool calls. */
    private @Nullable Map<String, Json> calling;

    private ResponsesToChat() {}

    static Json.Members request(Json.Members request) throws BadQuestion {
        return new ResponsesToChat().translated(request);
    }

    private Json.Members translated(Json.Members request) throws BadQuestion {
        Map<String, Json> chat = new LinkedHashMap<>();
        request.text("instructions").ifPresent(text -> messages.add(message("system", new Json.Text(text))));
        chat.put("messages", Json.NULL);
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (key.equals("truncation") && value.equals(new Json.Text("auto"))) {
                throw Requests.untranslatable(key);
            }
            if (value.equals(Json.NULL) || IDLE.contains(key)) {
                continue;
            }
            if (ITS_OWN.contains(key)) {
                if (!isNothing(value)) {
                    throw Requests.untranslatable(key);
                }
                continue;
            }
            switch (key) {
                case "input" -> input(value);
                case "instructions" -> {
                    // The first message.
                }
                case "max_output_tokens" -> chat.put("max_tokens", value);
                case "tools" -> chat.put("tools", tools(request.items(key)));
                case "tool_choice" -> chat.put(key, choice(value));
                case "text" -> chat.putAll(text(request.members(key)));
                case "reasoning" -> {
                    if (request.members(key).has("effort")) {
                        chat.put("reasoning_effort", request.members(key).map().get("effort"));
                    }
                }
                default -> chat.put(key, value);
            }
        }
        if (Requests.isTrue(request, "stream")) {
            chat.put("stream_options", new Json.Members(Map.of("include_usage", new Json.Literal("true"))));
        }
        finish();
        chat.put("messages", new Json.Items(messages));
        return new Json.Members(chat);
    }

    private static boolean isNothing(Json value) {
        return value.equals(new Json.Items(List.of())) || value.equals(new Json.Literal("0"));
    }

    private void input(Json input) throws BadQuestion {
        if (input instanceof Json.Text text) {
            messages.add(message("user", text));
            return;
        }
        List<Json> items = input instanceof Json.Items list ? list.list() : List.of();
        for (int index = 0; index < items.size(); index++) {
            if (items.get(index) instanceof Json.Members item) {
                item("input[" + index + "]", item);
            }
        }
    }

    private void item(String place, Json.Members item) throws BadQuestion {
        switch (item.text("type").orElse("message")) {
            case "message" -> said(place, item);
            case "function_call" -> called(item);
            case "function_call_output" -> {
                finish();
                Map<String, Json> result = new LinkedHashMap<>();
                result.put("role", new Json.Text("tool"));
                result.put("tool_call_id", new Json.Text(item.text("call_id").orElse("")));
                result.put("content", content(item, "output"));
                messages.add(new Json.Members(result));
            }
            case "reasoning" -> {
                // The thoughts of an earlier turn.
            }
            default -> throw Requests.untranslatable(place);
        }
    }

    private void said(String place, Json.Members item) throws BadQuestion {
        finish();
        String role = item.text("role").filter(SPEAKERS::contains).orElse("");
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text(role.equals("developer") ? "system" : role));
        message.put("content", content(item, "content"));
        List<String> refusals = item.items("content").stream()
                .filter(Json.Members.class::isInstance)
                .flatMap(part -> ((Json.Members) part).text("refusal").stream())
                .toList();
        if (!refusals.isEmpty() && !role.equals("assistant")) {
            throw Requests.untranslatable(place + ".content");
        }
        if (!refusals.isEmpty()) {
            message.put("refusal", new Json.Text(String.join("", refusals)));
        }
        if (role.equals("assistant")) {
            calling = message;
        } else {
            messages.add(new Json.Members(message));
        }
    }

    /** Words as one string where they stand in one part, else as parts. */
    private static Json content(Json.Members item, String key) {
        if (item.get(key) instanceof Json.Text text) {
            return text;
        }
        List<String> texts = item.items(key).stream()
                .filter(Json.Members.class::isInstance)
                .flatMap(part -> ((Json.Members) part).text("text").stream())
                .toList();
        if (texts.size() < 2) {
            return new Json.Text(String.join("", texts));
        }
        List<Json> parts = new ArrayList<>();
        for (String words : texts) {
            Map<String, Json> text = new LinkedHashMap<>();
            text.put("type", new Json.Text("text"));
            text.put("text", new Json.Text(words));
            parts.add(new Json.Members(text));
        }
        return new Json.Items(parts);
    }

    private void called(Json.Members item) {
        Map<String, Json> function = new LinkedHashMap<>();
        function.put("name", new Json.Text(item.text("name").orElse("")));
        function.put("arguments", new Json.Text(item.text("arguments").orElse("")));
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("id", new Json.Text(item.text("call_id").orElse("")));
        call.put("type", new Json.Text("function"));
        call.put("function", new Json.Members(function));
        Map<String, Json> caller = calling;
        if (caller == null) {
            caller = new LinkedHashMap<>();
            caller.put("role", new Json.Text("assistant"));
            caller.put("content", Json.NULL);
            calling = caller;
        }
        List<Json> calls = new ArrayList<>(new Json.Members(caller).items("tool_calls"));
        calls.add(new Json.Members(call));
        caller.put("tool_calls", new Json.Items(calls));
    }

    private void finish() {
        if (calling != null) {
            messages.add(new Json.Members(calling));
            calling = null;
        }
    }

    private static Json.Members message(String role, Json content) {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text(role));
        message.put("content", content);
        return new Json.Members(message);
    }

    private static Json tools(List<Json> tools) throws BadQuestion {
        List<Json> translated = new ArrayList<>();
        for (int index = 0; index < tools.size(); index++) {
            if (!(tools.get(index) instanceof Json.Members tool)
                    || !tool.text("type").orElse("").equals("function")) {
                throw Requests.untranslatable("tools[" + index + "]");
            }
            translated.add(typed("function", "function", tool.without("type")));
        }
        return new Json.Items(translated);
    }

    private static Json choice(Json choice) throws BadQuestion {
        if (!(choice instanceof Json.Members named)) {
            return choice;
        }
        if (!named.text("type").orElse("").equals("function")) {
            throw Requests.untranslatable("tool_choice");
        }
        return typed("function", "function", named.without("type"));
    }

    private static Map<String, Json> text(Json.Members text) {
        Map<String, Json> chat = new LinkedHashMap<>();
        Json.Members format = text.members("format");
        switch (format.text("type").orElse("")) {
            case "json_schema" ->
                chat.put("response_format", typed("json_schema", "json_schema", format.without("type")));
            case "json_object" -> chat.put("response_format", format);
            default -> {
                // Plain text is what a chat completion is by itself.
            }
        }
        if (text.has("verbosity")) {
            chat.put("verbosity", text.map().get("verbosity"));
        }
        return chat;
    }

    private static Json typed(String type, String key, Json.Members held) {
        Map<String, Json> typed = new LinkedHashMap<>();
        typed.put("type", new Json.Text(type));
        typed.put(key, held);
        return new Json.Members(typed);
    }
}
