package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Strays;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The walk over blocks of an answer, and over what a block gains. */
final class Blocks {

    /** What a call has beside its name and its input, and no client executes. */
    private static final Set<String> BESIDE =
            Set.of("id", "type", "caller", "server_name", "cache_control", "signature");

    private final JsonText json;
    private final Set<String> tools;
    private final AnswerTexts words;
    private final Rest rest;

    Blocks(JsonText json, Set<String> tools, AnswerTexts words) {
        this.json = json;
        this.tools = tools;
        this.words = words;
        this.rest = new Rest(words);
    }

    /** Whether a block is a tool call, whoever is to execute it. */
    static boolean isCall(Json.Members block) {
        return block.text("type").orElse("").endsWith("tool_use");
    }

    /** What a block of this type says in which of its members, as long as it is a text. */
    static Optional<Map.Entry<String, Kind>> spoken(String type) {
        return switch (type) {
            case "text" -> Optional.of(Map.entry("text", Kind.CONTENT));
            case "thinking" -> Optional.of(Map.entry("thinking", Kind.REASONING));
            case "compaction" -> Optional.of(Map.entry("content", Kind.REASONING));
            default -> Optional.empty();
        };
    }

    Json.Members block(Json.Members block, int number) {
        if (isCall(block)) {
            return call(block, number);
        }
        String type = block.text("type").orElse("");
        Optional<Map.Entry<String, Kind>> spoken = spoken(type);
        boolean known = spoken.isPresent()
                || type.endsWith("tool_result")
                || Set.of("redacted_thinking", "search_result", "fallback").contains(type);
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : block.map().entrySet()) {
            String key = member.getKey();
            if (spoken.isPresent()
                    && spoken.get().getKey().equals(key)
                    && member.getValue() instanceof Json.Text text) {
                walked.put(key, said(new Channel(0, spoken.get().getValue(), number), text));
            } else if (type.equals("redacted_thinking")
                    && key.equals("data")
                    && member.getValue() instanceof Json.Text sealed
                    && Rest.isSealed(sealed.value())) {
                walked.put(key, sealed);
            } else {
                rest.keep(0, walked, member);
                if (!known && Strays.isNamed(key, walked.get(key))) {
                    words.stray();
                }
            }
        }
        return new Json.Members(walked);
    }

    private Json.Members call(Json.Members block, int number) {
        Channel named = new Channel(0, Kind.TOOL, number);
        if (block.text("name").isEmpty()) {
            words.text(named, "");
            words.stray();
        }
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : block.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("name") && member.getValue() instanceof Json.Text name) {
                String heard = words.text(named, Rest.heardName(tools, name.value()));
                walked.put(key, new Json.Text(Rest.callName(tools, heard)));
            } else if (key.equals("input") && member.getValue() instanceof Json.Members input) {
                walked.put(key, input.map().isEmpty() ? input : input(named.arguments(), input));
            } else {
                rest.keep(0, walked, member);
                if (!BESIDE.contains(key) && Strays.isPart(key, walked.get(key))) {
                    words.stray();
                }
            }
        }
        return new Json.Members(walked);
    }

    /** The arguments of a call, read as the text that they are elsewhere. What is no object afterwards is none. */
    private Json input(Channel channel, Json.Members input) {
        String text = words.text(channel, new String(json.write(input), StandardCharsets.UTF_8));
        return object(json, text).orElseGet(() -> {
            words.stray();
            return Json.Members.NONE;
        });
    }

    /** The object that a text is; empty when it is none. */
    static Optional<Json.Members> object(JsonText json, String text) {
        try {
            return json.read(text) instanceof Json.Members members ? Optional.of(members) : Optional.empty();
        } catch (MalformedJson malformed) {
            return Optional.empty();
        }
    }

    /** What a block gains, or what a message does. */
    Json.Members delta(Json.Members delta, int number) {
        boolean compaction =
                delta.text("type").filter("compaction_delta"::equals).isPresent();
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : delta.map().entrySet()) {
            String key = member.getKey();
            Optional<Kind> kind = switch (key) {
                case "text" -> Optional.of(Kind.CONTENT);
                case "thinking" -> Optional.of(Kind.REASONING);
                case "content" -> compaction ? Optional.of(Kind.REASONING) : Optional.empty();
                case "partial_json" -> Optional.of(Kind.ARGUMENTS);
                default -> Optional.empty();
            };
            if (kind.isPresent() && member.getValue() instanceof Json.Text text) {
                if (kind.get() == Kind.ARGUMENTS) {
                    words.text(new Channel(0, Kind.TOOL, number), "");
                }
                walked.put(key, said(new Channel(0, kind.get(), number), text));
            } else {
                rest.keepPiece(0, walked, member);
                if (Strays.isNamed(key, walked.get(key))
                        || (key.equals("partial_json") && Strays.isPart(key, walked.get(key)))) {
                    words.stray();
                }
            }
        }
        return new Json.Members(walked);
    }

    private Json said(Channel channel, Json.Text text) {
        return new Json.Text(words.text(channel, text.value()));
    }
}
