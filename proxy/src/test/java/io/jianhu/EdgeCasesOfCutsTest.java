package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers of this gateway get wrong where texts are cut: a word, a placeholder, a call over many events. */
final class EdgeCasesOfCutsTest {

    private static final String QUESTION = "居住证怎么办";
    private static final String MOBILE = "13912345678";

    @TempDir
    private static Path state;

    private static CuttingModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        model = new CuttingModel((request, line) -> {});
        house = House.open(state, model.url());
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
        model.close();
    }

    /** The model says this in pieces of so many characters, each event in pieces of so many bytes. */
    private static void says(String words, int characters, int bytes) {
        model.then((request, line) -> CuttingModel.gives(
                        Called.spoken(request, Called.pieces(words, characters)), () -> bytes)
                .play(request, line));
    }

    private static void streams(String events, int bytes) {
        model.then(CuttingModel.gives(new ScriptedModel.Script(200, "text/event-stream", events), () -> bytes));
    }

    /** What stands in a request in place of a value of this kind. */
    private static String hidden(String request, String kind) {
        return Pattern.compile("〔" + kind + "·[^〕]*〕")
                .matcher(request)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    @ParameterizedTest
    @EnumSource
    void edge01AWordCutOverEventsReadsOrCharactersIsTheSameWord(Called called) throws Exception {
        String forbidden = "𠮷先生，您的情况我看过了。您的申请我批准了。后话。";
        String personal = "𠮷先生，请打" + MOBILE + "咨询。";
        says(personal, 1_000, 1 << 20);
        String hidden = called.words(called.asks(house, true, QUESTION));
        assertThat(hidden).contains("已隐藏的个人信息").endsWith("咨询。").doesNotContain(MOBILE);
        for (int characters : List.of(1, 2, 3, 7, 1_000)) {
            for (int bytes : List.of(1, 2, 5, 1 << 20)) {
                says(personal, characters, bytes);
                assertThat(called.words(called.asks(house, true, QUESTION))).isEqualTo(hidden);
            }
            says(forbidden, characters, characters == 1 ? 1 : 7);
            Answer stopped = called.asks(house, true, QUESTION);
            assertThat(called.reason(stopped)).isEqualTo(called.stopped());
            assertThat(stopped.decision()).isEqualTo("refuse");
            assertThat(stopped.rules()).contains("JH-3110");
            assertThat(stopped.text()).doesNotContain("批准了", "后话", "\uFFFD");
        }
    }

    @Test
    void edge01HalvesOfACharacterInTwoEventsAreOneCharacter() throws Exception {
        String events = IntStream.range(0, 3)
                .mapToObj(part -> List.of("好\\ud842", "\\udfb7先", "生").get(part))
                .map(text -> "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n")
                .collect(Collectors.joining());
        streams(events + "data: [DONE]\n\n", 1);

        Answer answer = Called.CHAT.asks(house, true, QUESTION);

        assertThat(answer.content()).endsWith("好𠮷先生");
        assertThat(answer.text()).doesNotContain("\uFFFD");
    }

    @ParameterizedTest
    @EnumSource
    void edge02APlaceholderCutAnywhereComesBackAndABracketAtTheEndIsFlushed(Called called) throws Exception {
        for (int characters : List.of(1, 2, 3, 4, 5)) {
            model.then((request, line) -> {
                String words = "已记下" + hidden(request, "手机号") + "，另有〔办法〕和〔手机";
                CuttingModel.gives(Called.spoken(request, Called.pieces(words, characters)), () -> 3)
                        .play(request, line);
            });

            Answer answer = called.asks(house, true, "我的手机是" + MOBILE + "，怎么改");

            assertThat(called.words(answer)).endsWith("已记下" + MOBILE + "，另有〔办法〕和〔手机");
            assertThat(called.reason(answer)).isNotEqualTo(called.stopped());
        }
    }

    @Test
    void edge02WhatIsHeldBackComesBeforeTheFinishAndNothingAfterTheEnd() throws Exception {
        says("请稍候〔手机", 1, 1 << 20);

        Answer answer = Called.CHAT.asks(house, true, QUESTION);

        List<String> order = answer.documents().stream()
                .map(event -> event.path("choices").path(0))
                .map(choice -> choice.path("finish_reason").isTextual()
                        ? "finish"
                        : choice.path("delta").path("content").asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(order.getLast()).isEqualTo("finish");
        assertThat(String.join("", order)).endsWith("请稍候〔手机finish");
        assertThat(answer.text().stripTrailing()).endsWith("data: [DONE]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000})
    void edge03CallsInPiecesKeepTheirPlaceTheirNumbersAndTheirEscapes(int characters) throws Exception {
        String secret = MarkedValues.byKind().get("secret");
        String question = "我的手机是" + MOBILE + "，密钥" + secret;
        model.then((request, line) -> {
            String first = "{\"phone\":\"" + hidden(request, "手机号") + "\",\"fee\":1.50,\"serial\":900719925474099267}";
            String second = "{\"note\":\"一\\n二\\u4e09\\\"" + hidden(request, "密钥") + "\\\"\"}";
            String events = interleaved(Called.pieces(first, characters), Called.pieces(second, characters));
            CuttingModel.gives(new ScriptedModel.Script(200, "text/event-stream", events), () -> 3)
                    .play(request, line);
        });

        Answer answer = Called.CHAT.asks(house, true, question);

        assertThat(arguments(answer, 0))
                .isEqualTo("{\"phone\":\"" + MOBILE + "\",\"fee\":1.50,\"serial\":900719925474099267}");
        assertThat(House.JSON.readTree(arguments(answer, 1)).path("note").asText())
                .isEqualTo("一\n二三\"" + secret + "\"");
        assertThat(answer.finish()).isEqualTo("tool_calls");
    }

    private static String interleaved(List<String> first, List<String> second) throws IOException {
        StringBuilder events = new StringBuilder(event(Map.of(
                "tool_calls",
                List.of(
                        Map.of("index", 0, "id", "call-0", "type", "function", "function", Map.of("name", "change")),
                        Map.of("index", 1, "id", "call-1", "type", "function", "function", Map.of("name", "note"))))));
        for (int at = 0; at < Math.max(first.size(), second.size()); at++) {
            events.append(at < first.size() ? piece(0, first.get(at)) : "");
            events.append(at < second.size() ? piece(1, second.get(at)) : "");
        }
        return events + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                + "data: [DONE]\n\n";
    }

    private static String piece(int tool, String arguments) throws IOException {
        return event(Map.of("tool_calls", List.of(Map.of("index", tool, "function", Map.of("arguments", arguments)))));
    }

    private static String event(Map<String, ?> delta) throws IOException {
        return "data: " + House.JSON.writeValueAsString(Map.of("choices", List.of(Map.of("index", 0, "delta", delta))))
                + "\n\n";
    }

    private static String arguments(Answer answer, int tool) {
        StringBuilder arguments = new StringBuilder();
        for (JsonNode event : answer.documents()) {
            event.path("choices")
                    .path(0)
                    .path("delta")
                    .path("tool_calls")
                    .forEach(call -> arguments.append(
                            call.path("index").asInt() == tool
                                    ? call.path("function").path("arguments").asText("")
                                    : ""));
        }
        return arguments.toString();
    }

    @Test
    void edge03ArgumentsOfEarlierTurnsAreHiddenFromTheModelAsJson() throws Exception {
        says("好。", 1, 1 << 20);
        String body = """
                {"model":"any","messages":[{"role":"user","content":"改一下"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":
                {"name":"change","arguments":"{\\"phone\\":\\"%s\\",\\"fee\\":1.50}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"已改为%s"},{"role":"user","content":"然后呢"}]}
                """.formatted(MOBILE, MOBILE);

        Called.CHAT.sends(house, House.JSON.readTree(body));

        String request = model.received().getLast();
        JsonNode messages = House.JSON
                .readTree(request.substring(request.indexOf("\r\n\r\n") + 4))
                .path("messages");
        String arguments = messages.findValue("arguments").asText();
        assertThat(request).doesNotContain(MOBILE);
        assertThat(House.JSON.readTree(arguments).path("phone").asText()).startsWith("〔手机号·");
        assertThat(arguments).contains("\"fee\":1.50");
    }

    @Test
    void alsoJoiningEventsInventsNoSpaceAndNoWord() throws Exception {
        for (int characters : List.of(1, 2, 3, 4)) {
            says("The assisting staff will class it. 请到大厅办理。", characters, 1);
            Answer answer = Called.CHAT.asks(house, true, QUESTION);
            assertThat(answer.content()).endsWith("The assisting staff will class it. 请到大厅办理。");
            assertThat(answer.decision()).isEqualTo("allow");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void alsoCommentsAndEveryLineEndAreUnderstood(String end) throws Exception {
        String events = (": keep-alive\n\n" + event(Map.of("content", "请带")) + ": waiting\n\nevent: message\nid: 7\n"
                        + event(Map.of("content", "身份证")) + "retry: 9\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n")
                .replace("\n", end);
        for (int bytes : List.of(1, 4, 1 << 20)) {
            streams(events, bytes);
            Answer answer = Called.CHAT.asks(house, true, QUESTION);
            assertThat(answer.content()).endsWith("请带身份证");
            assertThat(answer.finish()).isEqualTo("stop");
            assertThat(answer.ends()).isEqualTo(1);
            assertThat(answer.text().lines()).noneMatch(line -> line.startsWith(":"));
        }
    }

    @Test
    void alsoChineseIsNeverCutWithinACharacter() throws Exception {
        String words = "办理居住登记请携带身份证和租赁合同到社区服务中心。".repeat(40) + "𠮷野家𠮷。";
        for (int bytes : List.of(1, 2, 1_000)) {
            says(words, 5, bytes);
            Answer answer = Called.CHAT.asks(house, true, QUESTION);
            assertThat(answer.content()).endsWith(words);
            assertThat(answer.text()).doesNotContain("\uFFFD");
        }
    }
}
