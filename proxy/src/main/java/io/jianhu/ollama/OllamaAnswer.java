package io.jianhu.ollama;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.ObjectTexts;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Strays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The walk over one line of an answer, or over a whole one: they have the same form. */
final class OllamaAnswer {

    private static final int MOST_CALLS = 128;

    /** In nanoseconds: fourteen seconds have as many digits as a telephone number. */
    private static final Set<String> DURATIONS =
            Set.of("total_duration", "load_duration", "prompt_eval_duration", "eval_duration");

    private final Set<String> tools;
    private final int first;
    private final AnswerTexts words;
    private final Rest rest;
    private final ObjectTexts objects;

    private OllamaAnswer(Set<String> tools, int first, JsonText json, AnswerTexts words) {
        this.tools = tools;
        this.first = first;
        this.words = words;
        this.rest = new Rest(words);
        this.objects = new ObjectTexts(json, words);
    }

    /**
     * The walk over a line.
     *
     * @param tools the names that a tool call may bear even if they do not read like identifiers
     * @param first how many calls stood in the lines before
     */
    static AnswerWalk walk(Set<String> tools, int first, JsonText json) {
        return (line, words) -> new OllamaAnswer(tools, first, json, words).line(line);
    }

    private Json.Members line(Json.Members line) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : line.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("message") && member.getValue() instanceof Json.Members message) {
                walked.put(key, message(message));
            } else if (key.equals("response")) {
                text(walked, member, Channel.content(0));
            } else if (key.equals("thinking")) {
                text(walked, member, new Channel(0, Kind.REASONING, 0));
            } else if (DURATIONS.contains(key) && member.getValue() instanceof Json.Literal duration) {
                walked.put(key, duration);
            } else if (!Stamps.isOwn(key)) {
                rest.keepPiece(0, walked, member);
                strays(walked.get(key));
            }
        }
        return new Json.Members(walked);
    }

    private Json message(Json.Members message) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            switch (member.getKey()) {
                case "content" -> text(walked, member, Channel.content(0));
                case "thinking" -> text(walked, member, new Channel(0, Kind.REASONING, 0));
                case "tool_calls" -> {
                    if (member.getValue() instanceof Json.Items calls) {
                        calls(walked, calls);
                    }
                }
                default -> {
                    rest.keepPiece(0, walked, member);
                    strays(walked.get(member.getKey()));
                }
            }
        }
        return new Json.Members(walked);
    }

    private void calls(Map<String, Json> walked, Json.Items calls) throws MalformedAnswer {
        List<Json> kept = new ArrayList<>();
        int index = first;
        for (Json item : calls.list()) {
            if (!(item instanceof Json.Members call) || index >= MOST_CALLS) {
                throw MalformedAnswer.garbage();
            }
            Channel arguments = new Channel(0, Kind.ARGUMENTS, index);
            Json piece = call(arguments, call);
            if (words.keepsCall(arguments)) {
                kept.add(piece);
            }
            index++;
        }
        if (calls.list().isEmpty() || !kept.isEmpty()) {
            walked.put("tool_calls", new Json.Items(kept));
        }
    }

    private Json call(Channel arguments, Json.Members call) {
        Map<String, Json> walked = new LinkedHashMap<>();
        if (!(call.get("function") instanceof Json.Members)) {
            words.text(new Channel(0, Kind.TOOL, arguments.tool()), "");
        }
        for (Map.Entry<String, Json> member : call.map().entrySet()) {
            if (member.getKey().equals("function") && member.getValue() instanceof Json.Members function) {
                walked.put("function", function(arguments, function));
            } else {
                rest.keep(0, walked, member);
                part(member.getKey(), walked);
            }
        }
        return new Json.Members(walked);
    }

    private Json function(Channel arguments, Json.Members function) {
        Channel named = new Channel(0, Kind.TOOL, arguments.tool());
        if (function.text("name").isEmpty()) {
            words.text(named, "");
        }
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : function.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("name") && member.getValue() instanceof Json.Text name) {
                String heard = words.text(named, Rest.heardName(tools, name.value()));
                walked.put(key, new Json.Text(Rest.callName(tools, heard)));
            } else if (key.equals("arguments")) {
                walked.put(key, objects.value(arguments, member.getValue()));
            } else {
                rest.keep(0, walked, member);
                part(key, walked);
            }
        }
        return new Json.Members(walked);
    }

    private void part(String key, Map<String, Json> walked) {
        if (Strays.isPart(key, walked.get(key))) {
            words.stray();
        }
    }

    private void strays(@Nullable Json value) {
        if (Strays.isNamed("", value)) {
            words.stray();
        }
    }

    private void text(Map<String, Json> walked, Map.Entry<String, Json> member, Channel channel) {
        if (member.getValue() instanceof Json.Text text) {
            walked.put(member.getKey(), new Json.Text(words.text(channel, text.value())));
        } else {
            rest.keep(0, walked, member);
        }
    }
}
