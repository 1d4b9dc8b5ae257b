package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the official clients for Node.js make of the gateway's answers; they are installed for the test. */
@Tag("system")
final class NodeClientsTest {

    private static final String MOBILE = "13912345678";
    private static final String NOTICE = "【人工智能生成内容】";

    @TempDir
    private static Path directory;

    private static CuttingModel model;
    private static House house;
    private static JsonNode seen;

    @BeforeAll
    static void ask() throws Exception {
        model = new CuttingModel(
                (request, line) -> CuttingModel.gives(answer(request), () -> 5).play(request, line));
        house = House.open(directory.resolve("state"), model.url());
        Path clients = Files.createDirectory(directory.resolve("clients"));
        try (InputStream script =
                Objects.requireNonNull(NodeClientsTest.class.getResourceAsStream("official-clients.mjs"))) {
            Files.copy(script, clients.resolve("ask.mjs"));
        }
        Files.writeString(clients.resolve("package.json"), "{\"private\":true}");
        run(clients, "npm", "install", "--no-audit", "--no-fund", "openai@6", "@anthropic-ai/sdk");
        seen = House.JSON.readTree(run(clients, "node", "ask.mjs", house.data().toString(), house.key()));
    }

    private static String run(Path where, String... command) throws IOException, InterruptedException {
        Path out = where.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectError(where.resolve("err.txt").toFile())
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as(Files.readString(where.resolve("err.txt")))
                .isZero();
        return Files.readString(out);
    }

    /** A model that calls the tool it was given, and repeats the number it was told, in whatever tongue it is asked. */
    private static ScriptedModel.Script answer(String request) {
        String number = Pattern.compile("〔手机号·[^〕]*〕")
                .matcher(request)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElse("");
        String arguments = "{\"phone\":\"" + number + "\"}";
        if (request.startsWith("POST /v1/embeddings")) {
            return new ScriptedModel.Script(
                    200,
                    "application/json",
                    "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                            + "\"embedding\":[0.5,0.25]}],\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}");
        }
        if (!request.contains("\"tools\"")) {
            return Called.spoken(request, Called.pieces("已记下" + number + "。", 1));
        }
        return request.startsWith("POST /v1/responses")
                ? RespondingModel.calls(request, "resp_1", "register", arguments)
                : calls(request.contains("\"stream\":true"), arguments);
    }

    private static ScriptedModel.Script calls(boolean stream, String arguments) {
        Map<String, ?> function = Map.of("name", "register", "arguments", stream ? "" : arguments);
        Map<String, ?> call = Map.of("index", 0, "id", "call-1", "type", "function", "function", function);
        if (!stream) {
            return ScriptedModel.choices(List.of(Map.of(
                    "index",
                    0,
                    "message",
                    Map.of("role", "assistant", "tool_calls", List.of(call)),
                    "finish_reason",
                    "tool_calls")));
        }
        List<Map<String, ?>> pieces = new ArrayList<>();
        pieces.add(delta(Map.of("role", "assistant", "tool_calls", List.of(call))));
        Called.pieces(arguments, 3)
                .forEach(piece -> pieces.add(delta(
                        Map.of("tool_calls", List.of(Map.of("index", 0, "function", Map.of("arguments", piece)))))));
        return ScriptedModel.events(pieces);
    }

    private static Map<String, ?> delta(Map<String, ?> delta) {
        return Map.of("index", 0, "delta", delta);
    }

    @AfterAll
    static void close() throws IOException {
        house.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "chat number, stop",
        "chat number stream, stop",
        "chat pieces, stop",
        "responses number, completed",
        "responses number stream, completed",
        "messages number, end_turn",
        "messages number stream, end_turn",
    })
    void aNumberComesBack(String name, String end) {
        assertThat(seen.path(name).path("text").asText())
                .as(seen.path(name).toString())
                .startsWith(NOTICE)
                .endsWith("已记下" + MOBILE + "。");
        assertThat(seen.path(name).path("end").asText()).isEqualTo(end);
        assertThat(seen.path(name).path("decision").asText("mask")).isEqualTo("mask");
        assertThat(model.received()).allSatisfy(request -> assertThat(request).doesNotContain(MOBILE));
    }

    @ParameterizedTest
    @CsvSource({
        "chat refused, content_filter",
        "chat refused stream, content_filter",
        "responses refused, content_filter",
        "responses refused stream, content_filter",
        "messages refused, refusal",
        "messages refused stream, refusal",
    })
    void aRefusalIsAnAnswer(String name, String end) {
        assertThat(seen.path(name).path("text").asText())
                .as(seen.path(name).toString())
                .startsWith(NOTICE);
        assertThat(seen.path(name).path("end").asText()).isEqualTo(end);
        assertThat(seen.path(name).path("decision").asText("refuse")).isEqualTo("refuse");
    }

    @ParameterizedTest
    @CsvSource({
        "chat tool",
        "chat tool stream",
        "responses tool",
        "responses tool stream",
        "messages tool",
        "messages tool stream",
    })
    void aCallHasTheCitizensOwnNumber(String name) {
        assertThat(seen.path(name).path("call").asText())
                .as(seen.path(name).toString())
                .isEqualTo("{\"phone\":\"" + MOBILE + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "openai key, AuthenticationError, 401",
        "openai key stream, AuthenticationError, 401",
        "openai path, NotFoundError, 404",
        "openai picture, BadRequestError, 400",
        "anthropic key, AuthenticationError, 401",
        "anthropic path, NotFoundError, 404",
    })
    void anErrorIsUnderstood(String name, String error, int status) {
        assertThat(seen.path(name).path("error").asText())
                .as(seen.path(name).toString())
                .isEqualTo(error);
        assertThat(seen.path(name).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void numbersAndNamesOfModelsAreRead() {
        assertThat(seen.path("embeddings").path("text").asText()).isEqualTo("[0.5,0.25]");
        assertThat(seen.path("models").path("text").asText()).isEqualTo("sample-chat");
    }
}
