package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Rest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What identifies the tool calls of a stream, so that one that was held back can be written whole, and one that was made
 * in another tongue can be written at all. Used by one thread, once.
 */
final class CallHeads {

    private final Map<Channel, Map<String, Json>> heads = new HashMap<>();
    private final String request;

    CallHeads(String request) {
        this.request = request;
    }

    /** Takes what a part says of calls beside their names and arguments. */
    void read(Part.Words words) {
        Json.Members block = Heard.in(MessagesStreamEar.FORM, words)
                .map(heard -> heard.document().members("content_block"))
                .orElse(Json.Members.NONE);
        Carrier carrier = Carrier.of(words.carrier());
        for (Passage passage : words.passages()) {
            if (passage.channel().kind() == Kind.TOOL) {
                Channel channel = passage.channel().arguments();
                carrier.call(channel).ifPresent(id -> head(channel).put("id", new Json.Text(id)));
                if (Blocks.isCall(block)) {
                    plain(block, "type", head(channel));
                    plain(block, "server_name", head(channel));
                }
            }
        }
    }

    private static void plain(Json.Members block, String key, Map<String, Json> head) {
        Optional.ofNullable(block.get(key)).filter(Rest::isPlain).ifPresent(value -> head.put(key, value));
    }

    private Map<String, Json> head(Channel channel) {
        return heads.computeIfAbsent(channel, begun -> {
            Map<String, Json> head = new LinkedHashMap<>();
            head.put("type", new Json.Text("tool_use"));
            head.put("id", new Json.Text("toolu_" + request + "_" + heads.size()));
            return head;
        });
    }

    /** The block of a call that begins, without its arguments. */
    Json.Members block(Channel channel, String name) {
        Map<String, Json> block = new LinkedHashMap<>(head(channel));
        block.put("name", new Json.Text(name));
        block.put("input", Json.Members.NONE);
        return new Json.Members(block);
    }
}
