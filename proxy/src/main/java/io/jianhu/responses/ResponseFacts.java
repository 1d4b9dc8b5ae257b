package io.jianhu.responses;

import io.jianhu.chat.Channel;
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

/** What a response tells beside its words. */
final class ResponseFacts {

    private ResponseFacts() {}

    /** Of a whole response. */
    static Heard.Facts of(Json.Members response) throws MalformedAnswer {
        Map<Channel, String> ids = new HashMap<>();
        List<Json> items = response.items("output");
        for (int index = 0; index < items.size(); index++) {
            call(index, ResponseWalk.members(items.get(index)), ids);
        }
        Optional<Usage> usage = response.has("usage")
                ? Optional.of(Usage.of(response.members("usage"), "input_tokens", "output_tokens"))
                : Optional.empty();
        return new Heard.Facts(Map.of(0, stop(response, !ids.isEmpty())), usage, ids);
    }

    /** Of an event in the middle. */
    static Heard.Facts ofEvent(Json.Members event) throws MalformedAnswer {
        Map<Channel, String> ids = new HashMap<>();
        call(Line.index(event, "output_index"), event.members("item"), ids);
        return new Heard.Facts(Map.of(), Optional.empty(), ids);
    }

    private static void call(int index, Json.Members item, Map<Channel, String> ids) throws MalformedAnswer {
        Optional<Line> call = Line.ofType(item.text("type").orElse("")).filter(Line::isCall);
        if (call.isPresent() && Rest.isPlain(item.get("call_id"))) {
            Channel channel = call.get().channel(index, 0);
            item.text("call_id").filter(id -> !id.isEmpty()).ifPresent(id -> ids.put(channel, id));
        }
    }

    private static Stop stop(Json.Members response, boolean calls) {
        if (!response.text("status").orElse("").equals("incomplete")) {
            return calls ? Stop.TOOLS : Stop.END;
        }
        String reason = response.members("incomplete_details").text("reason").orElse("");
        return reason.equals("content_filter") ? Stop.FILTER : Stop.LENGTH;
    }

    /** Whether the server says that it has no answer. */
    static boolean isError(Json.Members response) {
        String status = response.text("status").orElse("");
        return response.has("error") || status.equals("failed") || status.equals("cancelled");
    }
}
