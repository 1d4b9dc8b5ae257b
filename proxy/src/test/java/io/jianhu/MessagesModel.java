package io.jianhu;

import io.jianhu.ScriptedModel.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model says in Messages, as a document or character by character as the request asks. */
final class MessagesModel {

    private final List<Map<String, ?>> events = new ArrayList<>();
    private final List<Map<String, ?>> blocks = new ArrayList<>();
    private String reason = "end_turn";

    MessagesModel() {
        events.add(Map.of("type", "message_start", "message", message(List.of(), null)));
    }

    private static Map<String, ?> message(List<?> content, @Nullable Object reason) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("id", "msg-9");
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", "sample-chat");
        message.put("content", content);
        message.put("stop_reason", reason);
        message.put("usage", Map.of("input_tokens", 7, "output_tokens", 5));
        return message;
    }

    MessagesModel thinks(String words) {
        block(
                Map.of("type", "thinking", "thinking", "", "signature", ""),
                words.codePoints()
                        .mapToObj(point -> Map.of("type", "thinking_delta", "thinking", Character.toString(point)))
                        .toList());
        blocks.add(Map.of("type", "thinking", "thinking", words, "signature", "c2ln"));
        return this;
    }

    MessagesModel says(String words) {
        block(
                Map.of("type", "text", "text", ""),
                words.codePoints()
                        .mapToObj(point -> Map.of("type", "text_delta", "text", Character.toString(point)))
                        .toList());
        blocks.add(Map.of("type", "text", "text", words));
        return this;
    }

    MessagesModel calls(String tool, String arguments) throws IOException {
        int half = arguments.length() / 2;
        block(
                Map.of("type", "tool_use", "id", "toolu-9", "name", tool, "input", Map.of()),
                List.of(
                        Map.of("type", "input_json_delta", "partial_json", arguments.substring(0, half)),
                        Map.of("type", "input_json_delta", "partial_json", arguments.substring(half))));
        blocks.add(Map.of("type", "tool_use", "id", "toolu-9", "name", tool, "input", House.JSON.readTree(arguments)));
        reason = "tool_use";
        return this;
    }

    private void block(Map<String, ?> start, List<? extends Map<String, ?>> deltas) {
        int index = blocks.size();
        events.add(Map.of("type", "content_block_start", "index", index, "content_block", start));
        deltas.forEach(delta -> events.add(Map.of("type", "content_block_delta", "index", index, "delta", delta)));
        events.add(Map.of("type", "content_block_stop", "index", index));
    }

    Script answers(String request) {
        try {
            if (!request.contains("\"stream\":true")) {
                return new Script(200, "application/json", House.JSON.writeValueAsString(message(blocks, reason)));
            }
            List<Map<String, ?>> all = new ArrayList<>(events);
            all.add(Map.of(
                    "type",
                    "message_delta",
                    "delta",
                    Map.of("stop_reason", reason),
                    "usage",
                    Map.of("output_tokens", 5)));
            all.add(Map.of("type", "message_stop"));
            StringBuilder stream = new StringBuilder();
            for (Map<String, ?> event : all) {
                stream.append("event: ").append(event.get("type")).append("\ndata: ");
                stream.append(House.JSON.writeValueAsString(event)).append("\n\n");
            }
            return new Script(200, "text/event-stream", stream.toString());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
