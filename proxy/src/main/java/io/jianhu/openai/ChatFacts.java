package io.jianhu.openai;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a chat completion tells beside its words. */
final class ChatFacts {

    private ChatFacts() {}

    /** @param held where a choice's words are: {@code delta} or {@code message} */
    static Heard.Facts of(Json.Members document, String held) throws MalformedAnswer {
        Map<Integer, Stop> stops = new HashMap<>();
        Map<Channel, String> ids = new HashMap<>();
        for (Json item : document.items("choices")) {
            Json.Members choice = ChatAnswer.members(item);
            int index = ChatAnswer.index(choice, 0);
            choice.text("finish_reason").ifPresent(reason -> stops.put(index, stop(reason)));
            List<Json> calls = choice.members(held).items("tool_calls");
            for (int position = 0; position < calls.size(); position++) {
                Json.Members call = ChatAnswer.members(calls.get(position));
                Channel arguments = new Channel(index, Kind.ARGUMENTS, ChatAnswer.index(call, position));
                call.text("id")
                        .filter(id -> !id.isEmpty() && Rest.isPlain(call.get("id")))
                        .ifPresent(id -> ids.put(arguments, id));
            }
        }
        return new Heard.Facts(stops, usage(document), ids);
    }

    private static Optional<Usage> usage(Json.Members document) {
        return document.has("usage")
                ? Optional.of(Usage.of(document.members("usage"), "prompt_tokens", "completion_tokens"))
                : Optional.empty();
    }

    private static Stop stop(String reason) {
        return switch (reason) {
            case "length" -> Stop.LENGTH;
            case "tool_calls", "function_call" -> Stop.TOOLS;
            case "content_filter" -> Stop.FILTER;
            default -> Stop.END;
        };
    }

    /** How a chat completion names a reason to stop. */
    static String word(Stop stop) {
        return switch (stop) {
            case END -> "stop";
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
            case FILTER -> "content_filter";
        };
    }
}
