package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message as a client gets it, put together from its events as the official clients do. */
final class MessagesAnswer {

    final Answer answer;
    private final List<ObjectNode> blocks = new ArrayList<>();
    private String reason = "";
    private int ends;

    MessagesAnswer(Answer answer) throws IOException {
        this.answer = answer;
        if (!answer.isStream()) {
            answer.json().path("content").forEach(block -> blocks.add((ObjectNode) block));
            reason = answer.json().path("stop_reason").asText();
            return;
        }
        for (JsonNode event : answer.documents()) {
            assertThat(ends).as("events after message_stop").isZero();
            take(event);
        }
        assertThat(ends).isEqualTo(1);
    }

    private void take(JsonNode event) throws IOException {
        int index = event.path("index").asInt();
        switch (event.path("type").asText()) {
            case "content_block_start" -> {
                assertThat(index).isEqualTo(blocks.size());
                blocks.add((ObjectNode) event.path("content_block"));
            }
            case "content_block_delta" -> {
                JsonNode delta = event.path("delta");
                gain(blocks.get(index), "text", delta.path("text"));
                gain(blocks.get(index), "thinking", delta.path("thinking"));
                gain(blocks.get(index), "json", delta.path("partial_json"));
            }
            case "content_block_stop" -> {
                assertThat(index).isLessThan(blocks.size());
                if (blocks.get(index).has("json")) {
                    blocks.get(index)
                            .set(
                                    "input",
                                    House.JSON.readTree(
                                            blocks.get(index).remove("json").asText()));
                }
            }
            case "message_delta" ->
                reason = event.path("delta").path("stop_reason").asText();
            case "message_stop" -> ends++;
            default -> assertThat(event.path("type").asText()).isEqualTo("message_start");
        }
    }

    private static void gain(ObjectNode block, String key, JsonNode piece) {
        if (piece.isTextual()) {
            block.put(key, block.path(key).asText("") + piece.asText());
        }
    }

    String reason() {
        return reason;
    }

    String text() {
        return all("text");
    }

    String thinking() {
        return all("thinking");
    }

    private String all(String key) {
        StringBuilder all = new StringBuilder();
        blocks.forEach(block -> all.append(block.path(key).asText("")));
        return all.toString();
    }

    /** The tool calls. */
    List<ObjectNode> calls() {
        return blocks.stream()
                .filter(block -> block.path("type").asText().equals("tool_use"))
                .toList();
    }
}
