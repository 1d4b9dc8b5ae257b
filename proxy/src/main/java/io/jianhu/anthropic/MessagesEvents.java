package io.jianhu.anthropic;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of a streamed message: their bytes, and those that the gateway makes itself. */
final class MessagesEvents {

    private final JsonText json;
    private Map<String, String> label = Map.of();

    MessagesEvents(JsonText json) {
        this.json = json;
    }

    /** The next event is to carry this. */
    void label(Map<String, String> aigc) {
        label = aigc;
    }

    /** Whether the next event is to carry a label. */
    boolean hasLabel() {
        return !label.isEmpty();
    }

    /** An event, under the name that is its type. */
    void write(Json.Members document, ByteArrayOutputStream bytes) {
        write(document.text("type").orElseThrow(), json.write(Stamps.label(document, label)), bytes);
        label = Map.of();
    }

    /** An event that is written already, and carries nothing more. */
    static void write(String type, byte[] document, ByteArrayOutputStream bytes) {
        bytes.writeBytes(ascii("event: " + type + "\ndata: "));
        bytes.writeBytes(document);
        bytes.writeBytes(ascii("\n\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Json.Members start(int number, Json.Members block) {
        return about(number, "content_block_start", "content_block", block);
    }

    /** @param type of the block that gains words */
    static Json.Members delta(int number, Kind kind, String type, String text) {
        Json.Members delta = switch (kind) {
            case CONTENT, REFUSAL -> Canned.block("text_delta", "text", text);
            case REASONING ->
                type.equals("compaction")
                        ? Canned.block("compaction_delta", "content", text)
                        : Canned.block("thinking_delta", "thinking", text);
            case ARGUMENTS -> Canned.block("input_json_delta", "partial_json", text);
            case OTHER, ASIDE, TOOL -> throw new IllegalArgumentException("what is whole by itself is not held back");
        };
        return about(number, "content_block_delta", "delta", delta);
    }

    static Json.Members stop(int number) {
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", new Json.Text("content_block_stop"));
        event.put("index", Canned.number(number));
        return new Json.Members(event);
    }

    private static Json.Members about(int number, String type, String key, Json.Members held) {
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", new Json.Text(type));
        event.put("index", Canned.number(number));
        event.put(key, held);
        return new Json.Members(event);
    }

    /** The event that says why the message ended. */
    static Json.Members ending(Json reason, Usage usage) {
        Map<String, Json> delta = new LinkedHashMap<>();
        delta.put("stop_reason", reason);
        delta.put("stop_sequence", Json.NULL);
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", new Json.Text("message_delta"));
        event.put("delta", new Json.Members(delta));
        event.put("usage", Canned.usage(usage));
        return new Json.Members(event);
    }

    /** Whether a delta has nothing but texts, and all of them are empty. */
    static boolean saysNothing(Json.Members event) {
        return event.members("delta").map().entrySet().stream()
                .filter(member -> !member.getKey().equals("type"))
                .allMatch(member -> member.getValue().equals(new Json.Text("")));
    }
}
