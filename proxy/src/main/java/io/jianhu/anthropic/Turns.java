package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a chat completion as turns that alternate, a user's first: neighbours of one role are one turn, the
 * results of tools are the user's, instructions stand apart. Empty texts are left out, as servers refuse them.
 */
final class Turns {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    /** What the user is taken to have said before an assistant that speaks first. */
    private static final String NOTHING = "…";

    private final JsonText json;
    private final List<String> system = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final List<List<Json>> turns = new ArrayList<>();

    Turns(JsonText json) {
        this.json = json;
    }

    /** Takes the next message of a chat completion. */
    void add(String place, Json.Members message) throws BadQuestion {
        switch (message.text("role").orElse("")) {
            case "system", "developer" -> system.addAll(texts(message));
            case USER -> texts(message).forEach(text -> say(USER, Canned.text(text)));
            case ASSISTANT -> answered(place, message);
            case "tool" -> say(USER, result(message));
            default -> throw Requests.untranslatable(place + ".role");
        }
    }

    private void answered(String place, Json.Members message) throws BadQuestion {
        if (message.has("function_call")) {
            throw Requests.untranslatable(place + ".function_call");
        }
        texts(message).forEach(text -> say(ASSISTANT, Canned.text(text)));
        message.text("refusal").filter(text -> !text.isEmpty()).ifPresent(text -> say(ASSISTANT, Canned.text(text)));
        List<Json> calls = message.items("tool_calls");
        for (int index = 0; index < calls.size(); index++) {
            if (!(calls.get(index) instanceof Json.Members call) || !call.has("function")) {
                throw Requests.untranslatable(place + ".tool_calls[" + index + "]");
            }
            say(ASSISTANT, call(call));
        }
    }

    private Json call(Json.Members call) {
        Json.Members function = call.members("function");
        Map<String, Json> block = new LinkedHashMap<>();
        block.put("type", new Json.Text("tool_use"));
        block.put("id", new Json.Text(call.text("id").orElse("")));
        block.put("name", new Json.Text(function.text("name").orElse("")));
        block.put("input", input(function.text("arguments").orElse("")));
        return new Json.Members(block);
    }

    /** The arguments as an object; what is none, such as a number that was masked where it stood, stays a text in one. */
    private Json input(String arguments) {
        return arguments.isBlank()
                ? Json.Members.NONE
                : Blocks.object(json, arguments)
                        .orElseGet(() -> new Json.Members(Map.of("arguments", new Json.Text(arguments))));
    }

    private static Json result(Json.Members message) {
        Map<String, Json> block = new LinkedHashMap<>();
        block.put("type", new Json.Text("tool_result"));
        block.put("tool_use_id", new Json.Text(message.text("tool_call_id").orElse("")));
        block.put("content", new Json.Text(String.join("\n", texts(message))));
        return new Json.Members(block);
    }

    /** The texts of a message that say something. */
    private static List<String> texts(Json.Members message) {
        List<String> texts = new ArrayList<>();
        message.text("content").ifPresent(texts::add);
        for (Json item : message.items("content")) {
            if (item instanceof Json.Members part) {
                part.text("text").or(() -> part.text("refusal")).ifPresent(texts::add);
            }
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    private void say(String role, Json block) {
        if (turns.isEmpty() && role.equals(ASSISTANT)) {
            say(USER, Canned.text(NOTHING));
        }
        if (roles.isEmpty() || !roles.getLast().equals(role)) {
            roles.add(role);
            turns.add(new ArrayList<>());
        }
        turns.getLast().add(block);
    }

    /** All instructions; empty when there are none. */
    Optional<String> system() {
        return system.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", system));
    }

    /** @throws BadQuestion when nobody says anything */
    Json messages() throws BadQuestion {
        if (turns.isEmpty()) {
            throw Requests.untranslatable("messages: without a user's words");
        }
        List<Json> messages = new ArrayList<>();
        for (int index = 0; index < turns.size(); index++) {
            Map<String, Json> message = new LinkedHashMap<>();
            message.put("role", new Json.Text(roles.get(index)));
            message.put("content", content(turns.get(index)));
            messages.add(new Json.Members(message));
        }
        return new Json.Items(messages);
    }

    private static Json content(List<Json> blocks) {
        Optional<String> text = blocks.size() == 1 && blocks.getFirst() instanceof Json.Members block
                ? block.text("text")
                : Optional.empty();
        return text.<Json>map(Json.Text::new).orElseGet(() -> new Json.Items(new ArrayList<>(blocks)));
    }
}
