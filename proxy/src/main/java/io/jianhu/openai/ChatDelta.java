package io.jianhu.openai;

import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The delta of one event: what a choice gains. */
final class ChatDelta {

    private static final Set<String> TEXTS = Set.of("content", "reasoning_content", "reasoning", "thinking", "refusal");

    private ChatDelta() {}

    /** The delta that adds a passage. */
    static Json.Members of(Passage passage) {
        Json text = new Json.Text(passage.text());
        int tool = passage.channel().tool();
        return switch (passage.channel().kind()) {
            case CONTENT -> member("content", text);
            case REFUSAL -> member("refusal", text);
            case REASONING ->
                switch (tool) {
                    case 1, 4 -> member("reasoning", text);
                    case 2 -> member("thinking", text);
                    case 3 -> member("content", thought(text));
                    default -> member("reasoning_content", text);
                };
            case ARGUMENTS ->
                tool == ChatAnswer.FUNCTION_CALL
                        ? member("function_call", member("arguments", text))
                        : member("tool_calls", new Json.Items(List.of(call(tool, text))));
            case OTHER, ASIDE -> throw new IllegalArgumentException("what is whole by itself is not held back");
            case TOOL -> throw new IllegalArgumentException("a name is not held back without its call");
        };
    }

    private static Json call(int tool, Json text) {
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("index", new Json.Literal(Integer.toString(tool)));
        call.put("function", member("arguments", text));
        return new Json.Members(call);
    }

    private static Json thought(Json text) {
        Map<String, Json> part = new LinkedHashMap<>();
        part.put("type", new Json.Text("thinking"));
        Map<String, Json> inner = new LinkedHashMap<>();
        inner.put("type", new Json.Text("text"));
        inner.put("text", text);
        part.put("thinking", new Json.Items(List.of(new Json.Members(inner))));
        return new Json.Items(List.of(new Json.Members(part)));
    }

    /** The same event without a reason to finish in those choices that it does not end. */
    static Json.Members unfinished(Json.Members event, Set<Integer> ends) {
        List<Json> choices = new ArrayList<>();
        try {
            for (Json item : event.items("choices")) {
                Json.Members choice = ChatAnswer.members(item);
                boolean ended = ends.contains(ChatAnswer.index(choice, 0));
                choices.add(ended || !choice.has("finish_reason") ? choice : choice.with("finish_reason", Json.NULL));
            }
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
        return event.with("choices", new Json.Items(choices));
    }

    /** Whether an event whose texts are all empty has nothing left to tell. */
    static boolean saysNothingElse(Json.Members event) {
        return !event.has("usage")
                && event.items("choices").stream()
                        .allMatch(choice -> choice instanceof Json.Members members
                                && !members.has("finish_reason")
                                && members.text("text").orElse("").isEmpty()
                                && members.members("delta").map().entrySet().stream()
                                        .allMatch(ChatDelta::isNothing));
    }

    private static boolean isNothing(Map.Entry<String, Json> member) {
        return switch (member.getValue()) {
            case Json.Text text -> TEXTS.contains(member.getKey());
            case Json.Literal literal -> literal.equals(Json.NULL);
            case Json.Items items ->
                member.getKey().equals("tool_calls")
                        ? items.list().stream().allMatch(ChatDelta::isBareCall)
                        : member.getKey().equals("content");
            case Json.Members members -> member.getKey().equals("function_call") && !members.has("name");
        };
    }

    /** Whether a piece of a tool call names neither the call nor its function. */
    private static boolean isBareCall(Json call) {
        return call instanceof Json.Members members
                && members.text("id").orElse("").isEmpty()
                && members.members("function").text("name").orElse("").isEmpty()
                && members.members("custom").text("name").orElse("").isEmpty();
    }

    private static Json.Members member(String key, Json value) {
        return new Json.Members(Map.of(key, value));
    }
}
