package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Probabilities;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Strays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The walk over a response, and over an event of one that is streamed. It knows where words stand, what a tool call is,
 * and what a response repeats of its request; all else is seen as it is said in {@link Rest}.
 */
final class ResponseWalk {

    /** Items that are no call for the client to execute. */
    private static final Set<String> HARMLESS = Set.of(
            "message",
            "reasoning",
            "function_call",
            "custom_tool_call",
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "mcp_call",
            "mcp_list_tools",
            "compaction");

    private static final int LONGEST_NOISE = 64;

    private final Set<String> tools;
    private final Echo echo;

    /**
     * @param tools the names that a tool call may bear even if they do not read like identifiers
     * @param echo what was asked, as the model's server was told
     */
    ResponseWalk(Set<String> tools, Echo echo) {
        this.tools = tools;
        this.echo = echo;
    }

    /** Over a response that comes as one document. */
    AnswerWalk document() {
        return (response, words) -> new Walking(words).response(response);
    }

    /** Over an event. */
    AnswerWalk event() {
        return (event, words) -> new Walking(words).event(event);
    }

    static Json.Members members(Json value) throws MalformedAnswer {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw MalformedAnswer.garbage();
    }

    /** One walk. */
    private final class Walking {

        private final AnswerTexts words;
        private final Rest rest;

        Walking(AnswerTexts words) {
            this.words = words;
            this.rest = new Rest(words);
        }

        Json.Members event(Json.Members event) throws MalformedAnswer {
            String type = event.text("type").orElse("");
            Optional<Line> line = Line.ofEvent(type);
            int item = Line.index(event, "output_index");
            boolean delta = line.isPresent() && type.equals(line.get().delta());
            Map<String, Json> walked = new LinkedHashMap<>();
            if (delta && line.get().isCall()) {
                words.text(new Channel(0, Kind.TOOL, line.get().channel(event).tool()), "");
            }
            for (Map.Entry<String, Json> member : event.map().entrySet()) {
                String key = member.getKey();
                Json value = member.getValue();
                if (key.equals("response") && value instanceof Json.Members response) {
                    walked.put(key, response(response));
                } else if (key.equals("item") && value instanceof Json.Members known) {
                    walked.put(key, item(item, known));
                } else if (key.equals("part") && value instanceof Json.Members known) {
                    boolean summary = type.startsWith("response.reasoning_summary");
                    walked.put(key, part(item, Line.index(event, summary ? "summary_index" : "content_index"), known));
                } else if (delta && key.equals("delta") && value instanceof Json.Text text) {
                    walked.put(key, new Json.Text(words.text(line.get().channel(event), text.value())));
                } else if (line.isPresent() && !delta && key.equals(line.get().field())) {
                    walked.put(key, slot(line.get().channel(event), value));
                } else if (line.isPresent() && line.get().isCall() && key.equals("name")) {
                    walked.put(key, name(line.get().channel(event), value));
                } else if (line.isPresent() && key.equals("logprobs")) {
                    walked.put(key, probabilities(value));
                } else if (key.equals("obfuscation") && isNoise(value)) {
                    walked.put(key, value);
                } else if (!Stamps.isOwn(key)) {
                    rest.keepPiece(0, walked, member);
                    stray(walked.get(key));
                }
            }
            return new Json.Members(walked);
        }

        Json.Members response(Json.Members response) throws MalformedAnswer {
            Map<String, Json> walked = new LinkedHashMap<>();
            for (Map.Entry<String, Json> member : response.map().entrySet()) {
                String key = member.getKey();
                Json value = member.getValue();
                Optional<Set<String>> asked = echo.under(key);
                if (key.equals("output") && value instanceof Json.Items items) {
                    walked.put(key, output(items.list()));
                } else if (key.equals("output_text")) {
                    walked.put(key, Json.NULL);
                } else if (asked.isPresent()) {
                    walked.put(key, repeated(key, value, asked.get()));
                } else if (!Stamps.isOwn(key)) {
                    rest.keep(0, walked, member);
                    stray(walked.get(key));
                }
            }
            return new Json.Members(walked);
        }

        /** What was asked passes; what a server has added is seen like everything else. */
        private Json repeated(String key, Json value, Set<String> asked) {
            return switch (value) {
                case Json.Text text -> asked.contains(text.value()) ? text : rest.value(0, key, text);
                case Json.Literal literal -> rest.value(0, key, literal);
                case Json.Items items ->
                    new Json.Items(items.list().stream()
                            .map(item -> repeated(key, item, asked))
                            .toList());
                case Json.Members members -> {
                    Map<String, Json> walked = new LinkedHashMap<>();
                    members.map().forEach((inner, held) -> {
                        if (asked.contains(inner) || Rest.isName(inner)) {
                            boolean shown = asked.contains(inner) || rest.isShown(0, inner);
                            Json kept = repeated(inner, held, asked);
                            if (shown) {
                                walked.put(inner, kept);
                            }
                        }
                    });
                    yield new Json.Members(walked);
                }
            };
        }

        /** The items; a call that may not be shown is left out, and leaves its place to whoever sees places. */
        private Json output(List<Json> items) throws MalformedAnswer {
            List<Json> walked = new ArrayList<>();
            for (int index = 0; index < items.size(); index++) {
                Json.Members item = members(items.get(index));
                if (item.map().isEmpty()) {
                    walked.add(item);
                    continue;
                }
                Json shown = item(index, item);
                Optional<Line> call = Line.ofType(item.text("type").orElse("")).filter(Line::isCall);
                if (call.isEmpty() || words.keepsCall(call.get().channel(index, 0))) {
                    walked.add(shown);
                } else if (words instanceof Slots) {
                    walked.add(Json.Members.NONE);
                }
            }
            return new Json.Items(walked);
        }

        private Json item(int index, Json.Members item) throws MalformedAnswer {
            String type = item.text("type").orElse("");
            Optional<Line> call = Line.ofType(type).filter(Line::isCall);
            if (!HARMLESS.contains(type)) {
                words.stray();
            }
            Map<String, Json> walked = new LinkedHashMap<>();
            for (Map.Entry<String, Json> member : item.map().entrySet()) {
                String key = member.getKey();
                Json value = member.getValue();
                if (call.isPresent() && key.equals("name")) {
                    walked.put(key, name(call.get().channel(index, 0), value));
                } else if (call.isPresent() && key.equals(call.get().field())) {
                    if (!(value instanceof Json.Text) && !value.equals(Json.NULL)) {
                        words.stray();
                    }
                    walked.put(key, slot(call.get().channel(index, 0), value));
                } else if ((key.equals("content") || key.equals("summary")) && value instanceof Json.Items parts) {
                    List<Json> shown = new ArrayList<>();
                    for (int part = 0; part < parts.list().size(); part++) {
                        Json held = parts.list().get(part);
                        shown.add(
                                held instanceof Json.Members known
                                        ? part(index, part, known)
                                        : rest.value(0, key, held));
                    }
                    walked.put(key, new Json.Items(shown));
                } else {
                    rest.keep(0, walked, member);
                    if (call.isPresent() && Strays.isNamed(key, walked.get(key))) {
                        words.stray();
                    }
                }
            }
            return new Json.Members(walked);
        }

        private Json part(int item, int index, Json.Members part) throws MalformedAnswer {
            Optional<Line> line = Line.ofType(part.text("type").orElse("")).filter(known -> !known.isCall());
            Map<String, Json> walked = new LinkedHashMap<>();
            for (Map.Entry<String, Json> member : part.map().entrySet()) {
                String key = member.getKey();
                if (line.isPresent() && key.equals(line.get().field())) {
                    walked.put(key, slot(line.get().channel(item, index), member.getValue()));
                } else if (line.isPresent() && key.equals("logprobs")) {
                    walked.put(key, probabilities(member.getValue()));
                } else {
                    rest.keep(0, walked, member);
                    if (key.equals("tool_calls")) {
                        stray(walked.get(key));
                    }
                }
            }
            return new Json.Members(walked);
        }

        private Json slot(Channel channel, Json value) throws MalformedAnswer {
            if (words instanceof Slots slots) {
                return slots.slot(channel, value);
            }
            return value instanceof Json.Text text
                    ? new Json.Text(words.text(channel, text.value()))
                    : rest.value(0, "", value);
        }

        private Json name(Channel arguments, Json value) throws MalformedAnswer {
            Json heard = value instanceof Json.Text name ? new Json.Text(Rest.heardName(tools, name.value())) : value;
            Json shown = slot(new Channel(0, Kind.TOOL, arguments.tool()), heard);
            return shown instanceof Json.Text name ? new Json.Text(Rest.callName(tools, name.value())) : shown;
        }

        private Json probabilities(Json value) {
            boolean kept = words.keepsProbabilities(0) && Probabilities.are(value);
            return kept || value.equals(Json.NULL) ? value : new Json.Items(List.of());
        }

        private void stray(@org.jspecify.annotations.Nullable Json value) {
            if (Strays.isNamed("", value)) {
                words.stray();
            }
        }

        private static boolean isNoise(Json value) {
            return Rest.isPlain(value)
                    && value instanceof Json.Text text
                    && text.value().length() <= LONGEST_NOISE;
        }
    }
}
