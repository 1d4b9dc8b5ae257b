package io.jianhu.openai;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Rest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What identifies the tool calls of a stream, so that one that was held back can be written whole, and one that was made
 * in another tongue can be written at all. Used by one thread, once.
 */
final class ChatCalls {

    private final Map<Channel, Map<String, Json>> heads = new HashMap<>();
    private final Map<Channel, Integer> numbers = new HashMap<>();
    private final String request;

    ChatCalls(String request) {
        this.request = request;
    }

    /** Takes what an event says of calls beside their names and arguments; of two values the first counts. */
    void read(Json.Members event) {
        try {
            for (Json item : event.items("choices")) {
                Json.Members choice = ChatAnswer.members(item);
                List<Json> calls = choice.members("delta").items("tool_calls");
                for (int position = 0; position < calls.size(); position++) {
                    Json.Members call = ChatAnswer.members(calls.get(position));
                    head(ChatAnswer.index(choice, 0), ChatAnswer.index(call, position), call);
                }
            }
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void head(int choice, int index, Json.Members call) {
        Channel channel = new Channel(choice, Kind.ARGUMENTS, index);
        numbers.put(channel, index);
        Map<String, Json> head = heads.computeIfAbsent(channel, none -> new LinkedHashMap<>());
        call.map().forEach((key, value) -> {
            if (call.has(key) && Rest.isPlainKey(key) && Rest.isPlain(value) && !value.equals(new Json.Text(""))) {
                head.putIfAbsent(key, value);
            }
        });
        if (call.has("id")) {
            head.putIfAbsent("id", made(index)); // one that was not plain
        }
        if (call.has("custom")) {
            head.putIfAbsent("custom", Json.Members.NONE);
        }
    }

    /** Takes what a part of another tongue says of calls. */
    void read(Part.Words words) {
        Carrier carrier = Carrier.of(words.carrier());
        for (Passage passage : words.passages()) {
            if (passage.channel().kind() == Kind.TOOL) {
                Channel channel = passage.channel().arguments();
                int number = number(channel);
                Map<String, Json> head = heads.computeIfAbsent(channel, none -> new LinkedHashMap<>());
                carrier.call(channel).ifPresent(id -> head.putIfAbsent("id", new Json.Text(id)));
                head.putIfAbsent("id", made(number));
                head.putIfAbsent("type", new Json.Text("function"));
            }
        }
    }

    private Json made(int number) {
        return new Json.Text("call_" + request + "_" + number);
    }

    private int number(Channel channel) {
        return numbers.computeIfAbsent(channel, begun -> (int) numbers.keySet().stream()
                .filter(other -> other.choice() == begun.choice())
                .count());
    }

    /** The delta that begins a call. */
    Json.Members begun(Channel channel, String name) {
        return delta(new Part.Call(channel, name, ""));
    }

    /** The delta that goes on with a call. */
    Json.Members more(Channel channel, String arguments) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("index", new Json.Literal(Integer.toString(number(channel))));
        members.put("function", new Json.Members(Map.of("arguments", new Json.Text(arguments))));
        return new Json.Members(Map.of("tool_calls", new Json.Items(List.of(new Json.Members(members)))));
    }

    /** The delta that adds a whole call. */
    Json.Members delta(Part.Call call) {
        if (call.channel().tool() == ChatAnswer.FUNCTION_CALL) {
            return new Json.Members(Map.of("function_call", function(call, "arguments")));
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("index", new Json.Literal(Integer.toString(number(call.channel()))));
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

    /** Whole calls as a message has them. */
    static Json whole(String request, List<Gathered.Call> calls) {
        List<Json> items = new ArrayList<>();
        for (Gathered.Call call : calls) {
            Map<String, Json> members = new LinkedHashMap<>();
            String id = call.id().isEmpty() ? "call_" + request + "_" + items.size() : call.id();
            members.put("id", new Json.Text(id));
            members.put("type", new Json.Text("function"));
            Map<String, Json> function = new LinkedHashMap<>();
            function.put("name", new Json.Text(call.name()));
            function.put("arguments", new Json.Text(call.arguments()));
            members.put("function", new Json.Members(function));
            items.add(new Json.Members(members));
        }
        return new Json.Items(items);
    }
}
