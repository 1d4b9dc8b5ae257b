package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that were kept in one form, for clients of every dialect that want the other. */
final class KeptAnswerDialectsTest {

    private static final String NOTICE = "【人工智能生成内容】";
    private static final String SAID = "请带身份证到窗口办理。";
    private static final String ASKED = "怎么办居住证？";

    @TempDir
    private Path directory;

    private ScriptedModel model;

    @SuppressWarnings("NullAway.Init") // Each test opens its own.
    private House house;

    @BeforeEach
    void open() throws IOException {
        model = ScriptedModel.start();
    }

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    private static String found(Answer answer) {
        return answer.header("x-jianhu-cache");
    }

    private Answer sent(String path, Map<String, ?> body) throws Exception {
        return house.send(HttpRequest.newBuilder(house.data().resolve("/robots/" + House.ROBOT + path))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + house.key())
                .POST(BodyPublishers.ofString(House.JSON.writeValueAsString(body)))
                .build());
    }

    /** What a client of any dialect reads in an answer, in whatever form it comes. */
    private static String read(Answer answer) {
        StringBuilder read = new StringBuilder();
        boolean stream = !answer.header("content-type").startsWith("application/json");
        for (String line : answer.text().lines().toList()) {
            String data = line.startsWith("data: ") ? line.substring(6) : line;
            if (data.startsWith("{")) {
                words(stream, parsed(data), read);
            }
        }
        return read.toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return House.JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static void words(boolean stream, JsonNode event, StringBuilder read) {
        read.append(event.path("message").path("content").asText(""));
        event.path("choices").forEach(choice -> read.append(choice.path("text").asText("")));
        read.append(event.path("response").isTextual() ? event.path("response").asText() : "");
        if (stream) {
            JsonNode delta = event.path("delta");
            read.append(delta.isTextual() ? delta.asText() : delta.path("text").asText(""));
            read.append(event.path("content_block").path("text").asText(""));
            return;
        }
        event.path("content").forEach(block -> read.append(block.path("text").asText("")));
        event.path("output")
                .forEach(item -> item.path("content")
                        .forEach(part -> read.append(part.path("text").asText(""))));
    }

    private static Map<String, ?> body(String path, boolean stream, String words) {
        List<Map<String, String>> messages = List.of(Map.of("role", "user", "content", words));
        return switch (path) {
            case "/v1/responses" -> Map.of("model", "m", "stream", stream, "input", words);
            case "/v1/messages" -> Map.of("model", "m", "stream", stream, "max_tokens", 99, "messages", messages);
            case "/api/generate", "/v1/completions" -> Map.of("model", "m", "stream", stream, "prompt", words);
            default -> Map.of("model", "m", "stream", stream, "messages", messages);
        };
    }

    private static ScriptedModel.Script speaks(String dialect, String request) {
        return switch (dialect) {
            case "anthropic" -> new MessagesModel().says(SAID).answers(request);
            case "openai-responses" -> RespondingModel.says(request, "resp_1", SAID);
            case "ollama" ->
                new ScriptedModel.Script(
                        200,
                        "application/x-ndjson",
                        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"" + SAID
                                + "\"},\"done\":true,\"done_reason\":\"stop\"}\n");
            default -> ScriptedModel.aptly(request, SAID);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, openai, true",
        "/v1/messages, openai, false",
        "/v1/messages, anthropic, true",
        "/v1/messages, anthropic, false",
        "/v1/responses, openai-chat, true",
        "/v1/responses, openai-responses, true",
        "/v1/responses, openai-responses, false",
        "/api/chat, openai, true",
        "/api/chat, ollama, true",
        "/api/chat, ollama, false",
        "/api/generate, openai, false",
        "/v1/completions, openai-chat, true",
        "/v1/completions, openai-chat, false",
    })
    void everyDialectTurnsAKeptStreamIntoADocumentAndBack(String path, String dialect, boolean first) throws Exception {
        house = Repeating.open(directory, "cache: {ttl: 10m}", dialect, model.url());
        model.answers(request -> speaks(dialect, request));

        Answer asked = sent(path, body(path, first, ASKED));
        Answer again = sent(path, body(path, !first, ASKED));
        Answer same = sent(path, body(path, first, ASKED));

        assertThat(model.received()).hasSize(1);
        assertThat(List.of(found(asked), found(again), found(same))).containsExactly("miss", "hit", "hit");
        assertThat(read(asked)).contains(NOTICE, SAID);
        assertThat(read(again)).isEqualTo(read(asked));
        assertThat(read(same)).isEqualTo(read(asked));
        assertThat(again.header("content-type")).isNotEqualTo(asked.header("content-type"));
        assertThat(List.of(asked.text(), again.text(), same.text()))
                .allSatisfy(text -> assertThat(text).contains("\"jianhu\"", "\"aigc\""));
    }
}
