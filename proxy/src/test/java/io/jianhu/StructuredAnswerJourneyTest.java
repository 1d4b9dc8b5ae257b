package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that a program reads: it stays JSON with the citizen's own values in it, however it comes. */
final class StructuredAnswerJourneyTest {

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8\n"
            + "AgEAAkEAq7BFUpkGp3+LQmlQYx2eqzDV+xeG8kx\n-----END PRIVATE KEY-----";
    /** Values that JSON writes otherwise than a citizen does, and one that it does not. */
    private static final List<String> VALUES =
            List.of("13800138000", "+86 139\n1234 5678", KEY, "Ab\\9c\"d/e!7", "深圳市福田区景田北街12号3栋502室");

    private static final String SAID = "手机：" + VALUES.get(0) + "；另一手机：" + VALUES.get(1) + "；\n" + VALUES.get(2)
            + "\n密码：" + VALUES.get(3) + " ；家住" + VALUES.get(4) + "。";
    private static final Pattern PLACEHOLDER = Pattern.compile("〔[^〔〕]{1,40}〕");

    @TempDir
    private static Path state;

    private static ScriptedModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterAll
    static void close() {
        house.close();
        model.close();
    }

    @BeforeEach
    void listen() {
        model.forget();
    }

    private static List<String> given(String request) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(request);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }

    /** How models write the document: plainly, all escaped, on many lines, within a fence. */
    enum Writing {
        PLAIN,
        ESCAPED,
        INDENTED,
        FENCED;

        String of(JsonNode document) {
            try {
                return switch (this) {
                    case PLAIN -> House.JSON.writeValueAsString(document);
                    case ESCAPED -> ASCII.writeValueAsString(document);
                    case INDENTED -> document.toPrettyString();
                    case FENCED -> "```json\n" + document.toPrettyString() + "\n```";
                };
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        JsonNode read(String answer) throws Exception {
            return House.JSON.readTree(
                    this == FENCED ? answer.replace("```json", "").replace("```", "") : answer);
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Writing.values())
                .flatMap(writing -> Stream.of("json_object", "json_schema")
                        .flatMap(
                                format -> Stream.of(true, false).map(stream -> Arguments.of(writing, format, stream))));
    }

    private static String request(String format, boolean stream, String said) throws Exception {
        ObjectNode body = House.JSON.createObjectNode();
        body.put("model", "any").put("stream", stream).put("logprobs", true);
        ObjectNode wanted = body.putObject("response_format").put("type", format);
        if (format.equals("json_schema")) {
            wanted.putObject("json_schema").put("name", "card").putObject("schema");
        }
        body.putArray("messages").addObject().put("role", "user").put("content", said);
        return House.JSON.writeValueAsString(body);
    }

    /** A script that says words, in pieces if a stream was asked for, with the probabilities of each piece. */
    private static ScriptedModel.Script says(String words, boolean stream, Random random) {
        Map<String, ?> probabilities =
                Map.of("content", List.of(Map.of("token", "x", "logprob", -0.1, "top_logprobs", List.of())));
        if (!stream) {
            return ScriptedModel.choices(List.of(Map.of(
                    "index",
                    0,
                    "message",
                    Map.of("role", "assistant", "content", words),
                    "logprobs",
                    probabilities,
                    "finish_reason",
                    "stop")));
        }
        List<Map<String, ?>> choices = new ArrayList<>();
        int at = 0;
        while (at < words.length()) {
            int next = Math.min(words.length(), at + 1 + random.nextInt(6));
            choices.add(Map.of(
                    "index", 0, "delta", Map.of("content", words.substring(at, next)), "logprobs", probabilities));
            at = next;
        }
        return ScriptedModel.events(choices);
    }

    /** Probabilities would tell what was there before; a stream has none from the first change on. */
    private static void assertNoProbabilities(Answer answer, String firstChange) {
        String text = answer.text();
        assertThat(answer.isStream() ? text.substring(text.indexOf(firstChange)) : text)
                .doesNotContain("\"token\"");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theDocumentParsesAndHoldsTheCitizensOwnValues(Writing writing, String format, boolean stream)
            throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            model.answers(request -> {
                ObjectNode document = House.JSON.createObjectNode();
                given(request).forEach(document.putArray("values")::add);
                document.put("count", 5).put("note", "您说：\"" + String.join("\\", given(request)) + "\"\n");
                return says(writing.of(document), stream, random);
            });

            Answer answer = house.chat(request(format, stream, SAID));

            assertThat(model.newest()).doesNotContain("13800138000", "5678", "MIIBVg", "Ab\\", "502室");
            JsonNode document = writing.read(answer.content());
            assertThat(document.path("values")).extracting(JsonNode::asText).containsExactlyElementsOf(VALUES);
            assertThat(document.path("note").asText()).isEqualTo("您说：\"" + String.join("\\", VALUES) + "\"\n");
            assertNoProbabilities(answer, VALUES.getFirst());
            assertThat(answer.decision()).isEqualTo("mask");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheModelUttersItselfIsHiddenAndTheDocumentParses(boolean stream) throws Exception {
        String words = "{\"phone\":13912345678,\"phones\":[-13912345679, \"拨13912345670\"],\"13912345671\":1.5e3}";
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            model.answers(request -> says(words, stream, random));

            Answer answer = house.chat(request("json_object", stream, "请问找谁？"));

            JsonNode document = House.JSON.readTree(answer.content());
            assertThat(answer.content()).doesNotContain("1391234567", "人工智能");
            assertThat(document.path("phone").asText()).isEqualTo("〔已隐藏的个人信息〕");
            assertThat(document.path("phones").path(1).asText()).isEqualTo("拨〔已隐藏的个人信息〕");
            assertThat(document.path("〔已隐藏的个人信息〕").asDouble()).isEqualTo(1500);
            assertNoProbabilities(answer, "已隐藏");
        }
    }

    @Test
    void anAnswerThatNothingChangesKeepsItsProbabilities() throws Exception {
        model.answers(request -> says("{\"materials\":[\"照片\"]}", false, new Random(1)));

        Answer answer = house.chat(request("json_object", false, "要带什么？"));

        assertThat(answer.content()).isEqualTo("{\"materials\":[\"照片\"]}");
        assertThat(answer.text()).contains("\"token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| 项目 | 号码 |\n| --- | --- |\n| 手机 | %s |\n| **备用** | `%s` |\n",
                "```json\n{\"phone\": \"%s\", \"spare\": \"%s\"}\n```\n",
                "- 手机：**%s**\n- 备用：_%s_\n",
                "[电话](tel:%s) <%s>",
                "```\nphone=%s\nspare='%s'\n```",
            })
    void markdownStaysAsTheModelWroteIt(String form) throws Exception {
        List<String> own = List.of("13800138000", "zhangsan@example.com");
        for (boolean stream : List.of(true, false)) {
            for (int seed = 0; seed < 5; seed++) {
                Random random = new Random(seed);
                model.answers(request -> says(form.formatted(given(request).toArray()), stream, random));

                Answer answer = house.citizen().streaming(stream).says("手机" + own.get(0) + "，邮箱" + own.get(1));

                assertThat(answer.content()).endsWith(form.formatted(own.toArray()));
            }
        }
    }
}
