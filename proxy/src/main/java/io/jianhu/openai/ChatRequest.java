package io.jianhu.openai;

import io.jianhu.chat.Role;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one walk over a chat-completion request. It knows where the words of messages stand; every other string is a
 * parameter, unless it is the name of something. What it does not know it keeps.
 */
final class ChatRequest {

    /** What would let a supplier tell citizens apart or keep what they wrote. */
    private static final Set<String> REMOVED =
            Set.of("user", "metadata", "safety_identifier", "store", "prompt_cache_key");

    private static final Set<String> NAMING = Set.of("role", "type", "id", "tool_call_id", "name", "model", "object");
    private static final Set<String> MESSAGE_TEXTS = Set.of("refusal", "reasoning_content", "reasoning", "thinking");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.:/$-]{0,127}");

    /** The digits of the shortest personal number, a mobile's. */
    private static final int LEAST_DIGITS = 11;

    private final Texts texts;

    private ChatRequest(Texts texts) {
        this.texts = texts;
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
                walked.put(name(key), key.equals("model") ? member.getValue() : parameter(key, member.getValue()));
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
                walked.put(key, value instanceof Json.Text text ? text(text) : parameter(key, value));
            } else if (key.equals("audio") && !value.equals(Json.NULL)) {
                throw Requests.unsupported(place + ".audio");
            } else if (key.equals("name") && role != Role.TOOL && value instanceof Json.Text speaker) {
                walked.put(key, new Json.Text(texts.parameter(speaker.value())));
            } else {
                walked.put(name(key), parameter(key, value));
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
            case Json.Text text -> text(text);
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
            if (!field.equals("text") && !field.equals("refusal")) {
                throw Requests.unsupported(here);
            }
            if (part.text(field).isEmpty()) {
                throw Requests.invalid(here + "." + field + ": not a string");
            }
            walked.add(members(part, field));
        }
        return new Json.Items(walked);
    }

    private Json calls(String place, Json calls) throws BadQuestion {
        if (!(calls instanceof Json.Items list)) {
            return parameter("tool_calls", calls);
        }
        List<Json> walked = new ArrayList<>();
        for (Json item : list.list()) {
            if (!(item instanceof Json.Members call)) {
                throw Requests.invalid(place + ": not an array of objects");
            }
            Map<String, Json> members = new LinkedHashMap<>();
            call.map()
                    .forEach((key, value) -> members.put(
                            name(key),
                            key.equals("function") || key.equals("custom") ? call(value) : parameter(key, value)));
            walked.add(new Json.Members(members));
        }
        return new Json.Items(walked);
    }

    private Json call(Json call) {
        if (!(call instanceof Json.Members function)) {
            return parameter("function", call);
        }
        return members(function, function.text("arguments").isPresent() ? "arguments" : "input");
    }

    /** The object with one member that is a text of the message; the others are parameters. */
    private Json members(Json.Members object, String field) {
        Map<String, Json> walked = new LinkedHashMap<>();
        object.map()
                .forEach((key, value) -> walked.put(
                        name(key),
                        key.equals(field) && value instanceof Json.Text text ? text(text) : parameter(key, value)));
        return new Json.Members(walked);
    }

    private Json text(Json.Text text) {
        return new Json.Text(texts.text(text.value()));
    }

    private Json parameter(String key, Json value) {
        return switch (value) {
            case Json.Text text ->
                NAMING.contains(key) && isName(text.value()) ? text : new Json.Text(texts.parameter(text.value()));
            case Json.Literal literal -> literal(literal);
            case Json.Items items ->
                new Json.Items(
                        items.list().stream().map(item -> parameter("", item)).toList());
            case Json.Members members -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.map().forEach((inner, held) -> walked.put(name(inner), parameter(inner, held)));
                yield new Json.Members(walked);
            }
        };
    }

    /** A number, unless it is somebody's: then it is a text that hides it. */
    private Json literal(Json.Literal literal) {
        if (digits(literal.text()) < LEAST_DIGITS) {
            return literal;
        }
        String written = texts.parameter(literal.text());
        return written.equals(literal.text()) ? literal : new Json.Text(written);
    }

    /** Whether a string reads like an identifier and has too few digits to hold anybody's number. */
    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && digits(text) < LEAST_DIGITS;
    }

    private static long digits(String text) {
        return text.chars().filter(sign -> sign >= '0' && sign <= '9').count();
    }

    /** A key as it is when it reads like an identifier; otherwise it is a parameter as well. */
    private String name(String key) {
        return isName(key) ? key : texts.parameter(key);
    }
}
