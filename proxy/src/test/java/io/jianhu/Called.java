package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a client may call a robot: where, with what, and where in the answer the words stand. */
enum Called {
    CHAT("/v1/chat/completions"),
    COMPLETIONS("/v1/completions"),
    RESPONSES("/v1/responses"),
    MESSAGES("/v1/messages"),
    OLLAMA_CHAT("/api/chat"),
    OLLAMA_GENERATE("/api/generate");

    final String path;

    Called(String path) {
        this.path = path;
    }

    /** One question and no history. */
    ObjectNode asking(boolean stream, String words) {
        ObjectNode body = House.JSON.createObjectNode().put("model", "any").put("stream", stream);
        switch (this) {
            case CHAT, OLLAMA_CHAT -> body.set("messages", messages(words));
            case MESSAGES -> body.put("max_tokens", 256).set("messages", messages(words));
            case COMPLETIONS, OLLAMA_GENERATE -> body.put("prompt", words);
            case RESPONSES -> body.put("input", words);
        }
        return body;
    }

    private static JsonNode messages(String words) {
        return House.JSON.valueToTree(List.of(Map.of("role", "user", "content", words)));
    }

    Answer asks(House house, boolean stream, String words) throws Exception {
        return sends(house, asking(stream, words));
    }

    Answer sends(House house, JsonNode body) throws Exception {
        return sends(house, House.ROBOT, House.JSON.writeValueAsString(body), Map.of());
    }

    Answer sends(House house, String robot, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(house.data().resolve("/robots/" + robot + path))
                .header("authorization", "Bearer " + house.key())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return house.send(request.build());
    }

    /** All that a client shows of an answer. */
    String words(Answer answer) {
        StringBuilder words = new StringBuilder();
        answer.documents().forEach(document -> words(answer.isStream(), document, words));
        return words.toString();
    }

    private void words(boolean event, JsonNode document, StringBuilder words) {
        JsonNode choice = document.path("choices").path(0);
        switch (this) {
            case CHAT ->
                words.append(
                        choice.path(event ? "delta" : "message").path("content").asText(""));
            case COMPLETIONS -> words.append(choice.path("text").asText(""));
            case OLLAMA_CHAT ->
                words.append(document.path("message").path("content").asText(""));
            case OLLAMA_GENERATE -> words.append(document.path("response").asText(""));
            case MESSAGES -> {
                document.path("content")
                        .forEach(block -> words.append(block.path("text").asText("")));
                words.append(document.path("delta").path("text").asText(""));
            }
            case RESPONSES -> {
                document.path("output")
                        .forEach(item -> item.path("content")
                                .forEach(part -> words.append(part.path("text").asText(""))));
                if (document.path("type").asText().equals("response.output_text.delta")) {
                    words.append(document.path("delta").asText());
                }
            }
        }
    }

    /** Why an answer ended, in the words of this API; it must have ended once, and nothing may follow. */
    String reason(Answer answer) {
        List<JsonNode> documents = answer.documents();
        List<JsonNode> ends = documents.stream().filter(this::isLast).toList();
        JsonNode last = documents.getLast();
        if (answer.isStream() && (this == CHAT || this == COMPLETIONS)) {
            assertThat(answer.ends()).isEqualTo(1);
            assertThat(answer.text().stripTrailing()).endsWith("data: [DONE]");
        } else if (answer.isStream() || this == OLLAMA_CHAT || this == OLLAMA_GENERATE) {
            assertThat(ends).as(answer.text()).hasSize(1).first().isSameAs(last);
        }
        return switch (this) {
            case CHAT, COMPLETIONS -> answer.finish();
            case RESPONSES ->
                (answer.isStream() ? last.path("response") : last)
                        .path("status")
                        .asText();
            case MESSAGES ->
                documents.stream()
                        .map(document -> document.path("stop_reason")
                                .asText(document.path("delta")
                                        .path("stop_reason")
                                        .asText("")))
                        .filter(reason -> !reason.isEmpty())
                        .findFirst()
                        .orElse("");
            case OLLAMA_CHAT, OLLAMA_GENERATE -> last.path("done_reason").asText();
        };
    }

    private boolean isLast(JsonNode document) {
        String type = document.path("type").asText();
        return type.equals("message_stop")
                || type.equals("response.completed")
                || type.equals("response.incomplete")
                || type.equals("response.failed")
                || document.path("done").asBoolean();
    }

    /** What this API says when an answer is stopped. */
    String stopped() {
        return switch (this) {
            case CHAT, COMPLETIONS, OLLAMA_CHAT, OLLAMA_GENERATE -> "content_filter";
            case RESPONSES -> "incomplete";
            case MESSAGES -> "refusal";
        };
    }

    /** A model server's answer in the tongue in which it was asked, each piece in an event of its own if it streams. */
    static ScriptedModel.Script spoken(String request, List<String> pieces) {
        boolean stream = request.contains("\"stream\":true");
        if (request.startsWith("POST /v1/responses")) {
            return RespondingModel.says(request, "resp_1", String.join("", pieces));
        }
        if (!request.startsWith("POST /v1/completions")) {
            return stream
                    ? ScriptedModel.stream(Stream.concat(
                                    Stream.of(Map.of("role", "assistant", "content", "")),
                                    pieces.stream().map(piece -> Map.of("content", piece)))
                            .toList())
                    : ScriptedModel.says(String.join("", pieces));
        }
        return stream
                ? ScriptedModel.events(pieces.stream()
                        .map(piece -> Map.of("index", 0, "text", piece))
                        .toList())
                : ScriptedModel.choices(
                        List.of(Map.of("index", 0, "text", String.join("", pieces), "finish_reason", "stop")));
    }

    /** A text in pieces of so many characters. */
    static List<String> pieces(String text, int length) {
        int[] points = text.codePoints().toArray();
        return IntStream.iterate(0, from -> from < points.length, from -> from + length)
                .mapToObj(from -> new String(points, from, Math.min(length, points.length - from)))
                .toList();
    }
}
