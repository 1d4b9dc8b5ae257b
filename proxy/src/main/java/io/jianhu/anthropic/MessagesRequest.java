package io.jianhu.anthropic;

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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one walk over a Messages request. It knows where the words of messages stand; every other string is a parameter,
 * unless it is the name of something. What it does not know it keeps.
 */
final class MessagesRequest {

    /** What a tool answered, the client's own or one of the server's. */
    private static final Pattern RESULT = Pattern.compile("([a-z0-9_]+_)?tool_result");

    /** What would let a supplier tell citizens apart. */
    private static final Set<String> REMOVED = Set.of("metadata", "user_profile_id");

    private final Texts texts;
    private final Parameters values;
    private Optional<Role> speaking = Optional.empty();

    private MessagesRequest(Texts texts) {
        this.texts = texts;
        this.values = new Parameters(texts);
    }

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Json.Members request, Texts texts) throws BadQuestion {
        return new MessagesRequest(texts).request(request);
    }

    /** The instructions are met first, wherever they stand. */
    private Json.Members request(Json.Members request) throws BadQuestion {
        Json instructions = request.get("system");
        Json system = instructions == null || instructions.equals(Json.NULL) ? Json.NULL : system(instructions);
        Json messages = messages(request.items("messages"));
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            switch (key) {
                case "system" -> walked.put(key, system);
                case "messages" -> walked.put(key, messages);
                case "model" -> walked.put(key, member.getValue());
                default -> {
                    if (!REMOVED.contains(key)) {
                        walked.put(values.name(key), values.value(key, member.getValue()));
                    }
                }
            }
        }
        return new Json.Members(walked);
    }

    private Json system(Json system) throws BadQuestion {
        speaks(Role.SYSTEM);
        return content("system", Role.SYSTEM, system);
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
        Role role = switch (message.text("role").orElse("")) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> throw Requests.invalid(place + ".role: unknown (expected: user or assistant)");
        };
        speaking = Optional.empty();
        if (message.items("content").isEmpty()) {
            speaks(role);
        }
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            String key = member.getKey();
            walked.put(
                    values.name(key),
                    key.equals("content")
                            ? content(place + ".content", role, member.getValue())
                            : values.value(key, member.getValue()));
        }
        return new Json.Members(walked);
    }

    /** The texts that follow are this one's, a message of their own when another spoke before. */
    private void speaks(Role role) {
        if (!speaking.equals(Optional.of(role))) {
            texts.message(role);
            speaking = Optional.of(role);
        }
    }

    private Json content(String place, Role role, Json content) throws BadQuestion {
        return switch (content) {
            case Json.Text text -> values.text(text);
            case Json.Items blocks -> {
                List<Json> walked = new ArrayList<>();
                for (int index = 0; index < blocks.list().size(); index++) {
                    String here = place + "[" + index + "]";
                    walked.add(block(here, role, object(here, blocks.list().get(index))));
                }
                yield new Json.Items(walked);
            }
            case Json.Literal literal -> throw Requests.invalid(place + ": not a string or an array");
            case Json.Members other -> throw Requests.invalid(place + ": not a string or an array");
        };
    }

    private Json block(String place, Role role, Json.Members block) throws BadQuestion {
        String type = block.text("type").orElse("");
        if (RESULT.matcher(type).matches()) {
            speaks(Role.TOOL);
            return result(place, block);
        }
        speaks(role);
        if (role == Role.SYSTEM && !type.equals("text")) {
            throw Requests.unsupported(place);
        }
        return switch (type) {
            case "text" -> text(place, block, "text");
            case "thinking" -> text(place, block, "thinking");
            case "compaction" -> values.around(block, "content");
            case "redacted_thinking", "fallback" -> values.around(block);
            case "tool_use", "server_tool_use", "mcp_tool_use" -> values.around(block, "input");
            case "search_result" -> found(place, block);
            default -> media(place, block);
        };
    }

    private Json media(String place, Json.Members block) throws BadQuestion {
        if (!Media.is(block) || !texts.passesMedia()) {
            throw Requests.unsupported(place);
        }
        return values.media(block);
    }

    private Json text(String place, Json.Members block, String field) throws BadQuestion {
        if (block.text(field).isEmpty()) {
            throw Requests.invalid(place + "." + field + ": not a string");
        }
        return values.around(block, field);
    }

    /** What a tool answered: one of the client's in blocks, one of the server's in a form of its own. */
    private Json result(String place, Json.Members block) throws BadQuestion {
        boolean own = block.text("type").filter("tool_result"::equals).isPresent();
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : block.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            if (!key.equals("content")) {
                walked.put(values.name(key), values.value(key, value));
            } else if (own && value instanceof Json.Items blocks) {
                walked.put(key, answered(place + ".content", blocks));
            } else {
                readable(place + ".content", value);
                walked.put(key, values.unknown(value));
            }
        }
        return new Json.Members(walked);
    }

    private Json answered(String place, Json.Items blocks) throws BadQuestion {
        List<Json> walked = new ArrayList<>();
        for (int index = 0; index < blocks.list().size(); index++) {
            String here = place + "[" + index + "]";
            Json.Members block = object(here, blocks.list().get(index));
            walked.add(
                    switch (block.text("type").orElse("")) {
                        case "text" -> text(here, block, "text");
                        case "search_result" -> found(here, block);
                        case "tool_reference" -> values.around(block);
                        default -> media(here, block);
                    });
        }
        return new Json.Items(walked);
    }

    private Json found(String place, Json.Members result) throws BadQuestion {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : result.map().entrySet()) {
            String key = member.getKey();
            walked.put(
                    values.name(key),
                    key.equals("content") && member.getValue() instanceof Json.Items blocks
                            ? answered(place + ".content", blocks)
                            : values.value(key, member.getValue()));
        }
        return new Json.Members(walked);
    }

    /** Nothing in it may be what no guard reads, unless that may pass. */
    private void readable(String place, Json value) throws BadQuestion {
        if (texts.passesMedia()) {
            return;
        }
        switch (value) {
            case Json.Items items -> {
                for (Json item : items.list()) {
                    readable(place, item);
                }
            }
            case Json.Members members -> {
                String type = members.text("type").orElse("");
                if (type.equals("image") || type.equals("base64") || type.equals("file")) {
                    throw Requests.unsupported(place);
                }
                for (Json member : members.map().values()) {
                    readable(place, member);
                }
            }
            case Json.Text text -> {
                // A string is met by the walk.
            }
            case Json.Literal literal -> {
                // A number says nothing, or is met by the walk.
            }
        }
    }

    private static Json.Members object(String place, Json value) throws BadQuestion {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw Requests.invalid(place + ": not an object");
    }
}
