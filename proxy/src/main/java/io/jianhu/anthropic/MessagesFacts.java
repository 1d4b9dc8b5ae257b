package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message, or an event of one, tells beside its words. */
final class MessagesFacts {

    private MessagesFacts() {}

    /** Of a whole message, or of the one that a stream begins with; its blocks have these numbers on. */
    static Heard.Facts message(Json.Members message, int first) {
        Map<Channel, String> ids = new HashMap<>();
        List<Json> content = message.items("content");
        for (int index = 0; index < content.size(); index++) {
            if (content.get(index) instanceof Json.Members block) {
                id(block, first + index, ids);
            }
        }
        return new Heard.Facts(stops(message), usage(message), ids);
    }

    /** Of any other event. */
    static Heard.Facts event(Json.Members event, int block) {
        Map<Channel, String> ids = new HashMap<>();
        id(event.members("content_block"), block, ids);
        return new Heard.Facts(stops(event.members("delta")), usage(event), ids);
    }

    private static void id(Json.Members block, int number, Map<Channel, String> ids) {
        if (Blocks.isCall(block) && Rest.isPlain(block.get("id"))) {
            block.text("id")
                    .filter(id -> !id.isEmpty())
                    .ifPresent(id -> ids.put(new Channel(0, Kind.ARGUMENTS, number), id));
        }
    }

    private static Map<Integer, Stop> stops(Json.Members held) {
        return held.text("stop_reason")
                .map(reason -> Map.of(
                        0,
                        switch (reason) {
                            case "max_tokens", "model_context_window_exceeded" -> Stop.LENGTH;
                            case "tool_use" -> Stop.TOOLS;
                            case "refusal" -> Stop.FILTER;
                            default -> Stop.END;
                        }))
                .orElse(Map.of());
    }

    /** What was read from a cache was read too. */
    private static Optional<Usage> usage(Json.Members held) {
        if (!held.has("usage")) {
            return Optional.empty();
        }
        Json.Members usage = held.members("usage");
        long cached = Usage.of(usage, "cache_creation_input_tokens", "").question()
                + Usage.of(usage, "cache_read_input_tokens", "").question();
        Usage told = Usage.of(usage, "input_tokens", "output_tokens");
        return Optional.of(new Usage(told.question() + cached, told.answer()));
    }
}
