package io.jianhu.openai;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.Count;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Probabilities;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Strays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The walk over an event of a streamed chat completion, or over a whole one. It knows where words stand and what a tool
 * call is; all else is seen as it is said in {@link Rest}.
 */
final class ChatAnswer {

    /** The tool index of the call that a {@code function_call} makes; real ones are smaller. */
    static final int FUNCTION_CALL = 128;

    private static final int INDEXES = 128;
    private static final int LONG_SEED = 19;
    private static final Set<String> THOUGHTS = Set.of("text", "summary");

    private final Set<String> tools;
    private final AnswerTexts words;
    private final Rest rest;

    private ChatAnswer(Set<String> tools, AnswerTexts words) {
        this.tools = tools;
        this.words = words;
        this.rest = new Rest(words);
    }

    /** @param tools the names that a tool call may bear even if they do not read like identifiers */
    static AnswerWalk walk(Set<String> tools) {
        return (answer, words) -> new ChatAnswer(tools, words).answer(answer);
    }

    private Json.Members answer(Json.Members answer) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : answer.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("choices")) {
                List<Json> choices = new ArrayList<>();
                for (Json choice : items(member.getValue())) {
                    choices.add(choice(members(choice)));
                }
                walked.put(key, new Json.Items(choices));
            } else if (!Stamps.isOwn(key)) {
                rest(0, walked, member);
            }
        }
        return new Json.Members(walked);
    }

    private Json choice(Json.Members choice) throws MalformedAnswer {
        int index = index(choice, 0);
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : choice.map().entrySet()) {
            switch (member.getKey()) {
                case "delta", "message" ->
                    walked.put(
                            member.getKey(),
                            member.getValue().equals(Json.NULL)
                                    ? Json.NULL
                                    : message(index, members(member.getValue())));
                case "text" -> text(walked, member, Channel.content(index));
                case "seed" -> seed(index, walked, member);
                case "logprobs" -> {
                    boolean kept = words.keepsProbabilities(index) && Probabilities.are(member.getValue());
                    if (kept || member.getValue().equals(Json.NULL)) {
                        walked.put(member.getKey(), member.getValue());
                    }
                }
                default -> rest(index, walked, member);
            }
        }
        return new Json.Members(walked);
    }

    private Json message(int choice, Json.Members message) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            String key = member.getKey();
            Json value = member.getValue();
            switch (key) {
                case "content" -> walked.put(key, content(choice, value));
                case "reasoning_content" -> text(walked, member, new Channel(choice, Kind.REASONING, 0));
                case "reasoning" -> text(walked, member, new Channel(choice, Kind.REASONING, 1));
                case "thinking" -> text(walked, member, new Channel(choice, Kind.REASONING, 2));
                case "reasoning_details" -> walked.put(key, thoughts(choice, value));
                case "refusal" -> text(walked, member, new Channel(choice, Kind.REFUSAL, 0));
                case "tool_calls" -> calls(choice, walked, member);
                case "function_call" -> {
                    Json call = value.equals(Json.NULL) ? value : function(choice, FUNCTION_CALL, members(value));
                    if (value.equals(Json.NULL) || words.keepsCall(arguments(choice, FUNCTION_CALL))) {
                        walked.put(key, call);
                    }
                }
                default -> {
                    rest.keepPiece(choice, walked, member);
                    strays(walked, member);
                }
            }
        }
        return new Json.Members(walked);
    }

    /** What a server drew its random numbers from: one of 64 bits is so long that it could be taken for a bank card. */
    private void seed(int choice, Map<String, Json> walked, Map.Entry<String, Json> member) {
        if (member.getValue() instanceof Json.Literal seed && seed.text().length() >= LONG_SEED) {
            walked.put(member.getKey(), seed);
        } else {
            rest(choice, walked, member);
        }
    }

    private void rest(int choice, Map<String, Json> walked, Map.Entry<String, Json> member) {
        rest.keep(choice, walked, member);
        strays(walked, member);
    }

    private void strays(Map<String, Json> walked, Map.Entry<String, Json> member) {
        if (Strays.isNamed("", walked.get(member.getKey()))) {
            words.stray();
        }
    }

    private static Channel arguments(int choice, int tool) {
        return new Channel(choice, Kind.ARGUMENTS, tool);
    }

    private Json content(int choice, Json content) throws MalformedAnswer {
        return switch (content) {
            case Json.Text text -> new Json.Text(words.text(Channel.content(choice), text.value()));
            case Json.Items parts -> parts(parts.list(), Channel.content(choice));
            case Json.Literal literal -> rest.value(choice, "", literal);
            case Json.Members other -> throw MalformedAnswer.garbage();
        };
    }

    /** Reasoning in parts, as routers send it. */
    private Json thoughts(int choice, Json value) {
        if (!(value instanceof Json.Items details)) {
            return rest.value(choice, "", value);
        }
        List<Json> walked = new ArrayList<>();
        for (Json detail : details.list()) {
            Map<String, Json> members = new LinkedHashMap<>();
            if (detail instanceof Json.Members known) {
                for (Map.Entry<String, Json> member : known.map().entrySet()) {
                    if (THOUGHTS.contains(member.getKey())) {
                        text(members, member, new Channel(choice, Kind.REASONING, 4));
                    } else {
                        rest.keep(choice, members, member);
                    }
                }
                walked.add(new Json.Members(members));
            } else {
                walked.add(rest.value(choice, "", detail));
            }
        }
        return new Json.Items(walked);
    }

    /** Content in parts, as reasoning models send it: texts, and thoughts that are texts or parts themselves. */
    private Json parts(List<Json> parts, Channel channel) throws MalformedAnswer {
        List<Json> walked = new ArrayList<>();
        for (Json part : parts) {
            Map<String, Json> members = new LinkedHashMap<>();
            for (Map.Entry<String, Json> member : members(part).map().entrySet()) {
                if (member.getKey().equals("text")) {
                    text(members, member, channel);
                } else if (member.getKey().equals("thinking")) {
                    Channel thoughts = new Channel(channel.choice(), Kind.REASONING, 3);
                    if (member.getValue() instanceof Json.Items inner) {
                        members.put(member.getKey(), parts(inner.list(), thoughts));
                    } else {
                        text(members, member, thoughts);
                    }
                } else {
                    rest.keep(channel.choice(), members, member);
                    if (Strays.isNamed(member.getKey(), members.get(member.getKey()))) {
                        words.stray();
                    }
                }
            }
            walked.add(new Json.Members(members));
        }
        return new Json.Items(walked);
    }

    private void calls(int choice, Map<String, Json> walked, Map.Entry<String, Json> member) throws MalformedAnswer {
        if (member.getValue().equals(Json.NULL)) {
            walked.put(member.getKey(), Json.NULL);
            return;
        }
        List<Json> calls = items(member.getValue());
        List<Json> kept = new ArrayList<>();
        for (int position = 0; position < calls.size(); position++) {
            Json.Members call = members(calls.get(position));
            int index = index(call, position);
            Json piece = call(choice, index, call);
            if (words.keepsCall(arguments(choice, index))) {
                kept.add(piece);
            }
        }
        if (calls.isEmpty() || !kept.isEmpty()) {
            walked.put(member.getKey(), new Json.Items(kept));
        }
    }

    private Json call(int choice, int index, Json.Members call) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        if (!call.has("function") && !call.has("custom")) {
            words.text(new Channel(choice, Kind.TOOL, index), "");
        }
        for (Map.Entry<String, Json> member : call.map().entrySet()) {
            String key = member.getKey();
            if ((key.equals("function") || key.equals("custom")) && call.has(key)) {
                walked.put(key, function(choice, index, members(member.getValue())));
            } else {
                rest.keep(choice, walked, member);
                if (Strays.isPart(key, walked.get(key))) {
                    words.stray();
                }
            }
        }
        return new Json.Members(walked);
    }

    private Json function(int choice, int tool, Json.Members function) {
        Map<String, Json> walked = new LinkedHashMap<>();
        if (!(function.get("name") instanceof Json.Text)) {
            words.text(new Channel(choice, Kind.TOOL, tool), "");
        }
        for (Map.Entry<String, Json> member : function.map().entrySet()) {
            String key = member.getKey();
            boolean known = key.equals("name") || key.equals("arguments") || key.equals("input");
            if (known && function.has(key) && !(member.getValue() instanceof Json.Text)) {
                words.stray();
            }
            if (key.equals("name") && member.getValue() instanceof Json.Text name) {
                String heard = words.text(new Channel(choice, Kind.TOOL, tool), Rest.heardName(tools, name.value()));
                walked.put(key, new Json.Text(Rest.callName(tools, heard)));
            } else if (known) {
                text(walked, member, arguments(choice, tool));
            } else {
                rest.keep(choice, walked, member);
                if (Strays.isPart(key, walked.get(key))) {
                    words.stray();
                }
            }
        }
        return new Json.Members(walked);
    }

    private void text(Map<String, Json> walked, Map.Entry<String, Json> member, Channel channel) {
        if (member.getValue() instanceof Json.Text text) {
            walked.put(member.getKey(), new Json.Text(words.text(channel, text.value())));
        } else {
            rest.keep(channel.choice(), walked, member);
        }
    }

    /** The choices that a document has, or only those that it completes. */
    static Set<Integer> choices(Json.Members document, boolean completed) throws MalformedAnswer {
        Set<Integer> choices = new TreeSet<>();
        for (Json choice : document.items("choices")) {
            if (!completed || members(choice).has("finish_reason")) {
                choices.add(index(members(choice), 0));
            }
        }
        return choices;
    }

    static int index(Json.Members object, int otherwise) throws MalformedAnswer {
        if (!object.has("index")) {
            return otherwise;
        }
        int index = (int) Count.of(object.get("index"), 3).orElse(INDEXES);
        if (index >= INDEXES) {
            throw MalformedAnswer.garbage();
        }
        return index;
    }

    static Json.Members members(Json value) throws MalformedAnswer {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw MalformedAnswer.garbage();
    }

    private static List<Json> items(Json value) throws MalformedAnswer {
        if (value instanceof Json.Items items) {
            return items.list();
        }
        throw MalformedAnswer.garbage();
    }
}
