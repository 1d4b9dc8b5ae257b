package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What identifies the tool calls of a stream as it was read, so that one that was held back can be written whole. */
final class OpenAiCalls {

    private final Map<Channel, Map<String, Json>> heads = new HashMap<>();

    /** Takes what an event says of calls beside their names and arguments; of two values the first counts. */
    void read(Json.Members event) throws MalformedAnswer {
        for (Json item : event.items("choices")) {
            Json.Members choice = OpenAiAnswer.members(item);
            List<Json> calls = choice.members("delta").items("tool_calls");
            for (int position = 0; position < calls.size(); position++) {
                Json.Members call = OpenAiAnswer.members(calls.get(position));
                Channel channel = new Channel(
                        OpenAiAnswer.index(choice, 0), Channel.Kind.ARGUMENTS, OpenAiAnswer.index(call, position));
                Map<String, Json> head = heads.computeIfAbsent(channel, none -> new LinkedHashMap<>());
                call.map().forEach((key, value) -> {
                    if (call.has(key) && !value.equals(new Json.Text(""))) {
                        head.putIfAbsent(key, value);
                    }
                });
            }
        }
    }

    /** The delta that adds a whole call. */
    Json.Members delta(Part.Call call) {
        int tool = call.channel().tool();
        if (tool == OpenAiAnswer.FUNCTION_CALL) {
            return new Json.Members(Map.of("function_call", function(call, "arguments")));
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("index", new Json.Literal(Integer.toString(tool)));
        members.putAll(heads.getOrDefault(call.channel(), Map.of()));
        if (members.containsKey("custom")) {
            members.remove("function");
            members.put("custom", function(call, "input"));
        } else {
            members.put("function", function(call, "arguments"));
        }
        return new Json.Members(Map.of("tool_calls", new Json.Items(List.of(new Json.Members(members)))));
    }

    private static Json function(Part.Call call, String words) {
        Map<String, Json> function = new LinkedHashMap<>();
        function.put("name", new Json.Text(call.name()));
        function.put(words, new Json.Text(call.arguments()));
        return new Json.Members(function);
    }
}
