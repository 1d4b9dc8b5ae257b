package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers of this gateway get wrong beside the words: thoughts, probabilities, further choices. */
final class EdgeCasesOfChannelsTest {

    private static final String QUESTION = "居住证怎么办";
    private static final String MOBILE = "13912345678";
    private static final String FORBIDDEN = "您的申请我批准了。";

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

    private static String all(Answer answer, String key) {
        return answer.documents().stream()
                .map(document -> document.path("choices").path(0))
                .map(choice -> choice.path(answer.isStream() ? "delta" : "message"))
                .map(said -> said.path(key).asText(""))
                .collect(Collectors.joining());
    }

    private static void thinks(String key, String thought) {
        model.answers(request -> {
            if (!request.contains("\"stream\":true")) {
                return ScriptedModel.message(Map.of("role", "assistant", key, thought, "content", "好。"));
            }
            List<Map<String, String>> deltas = new ArrayList<>();
            Called.pieces(thought, 1).forEach(piece -> deltas.add(Map.of(key, piece)));
            deltas.add(Map.of("content", "好。"));
            return ScriptedModel.stream(deltas);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "reasoning_content, true",
        "reasoning_content, false",
        "reasoning, true",
        "reasoning, false",
        "thinking, true",
        "thinking, false",
        "thoughts_of_tomorrow, false",
    })
    void edge04ThoughtsAreGuardedLikeWords(String key, boolean stream) throws Exception {
        thinks(key, "要打" + MOBILE + "问一下");
        Answer hidden = Called.CHAT.asks(house, stream, QUESTION);
        assertThat(all(hidden, key)).startsWith("要打").endsWith("问一下").doesNotContain(MOBILE);
        assertThat(hidden.content()).endsWith("好。").doesNotContain("要打");
        assertThat(hidden.decision()).isEqualTo("mask");

        thinks(key, "我想：" + FORBIDDEN);
        Answer stopped = Called.CHAT.asks(house, stream, QUESTION);
        assertThat(all(stopped, key)).doesNotContain("批准了");
        assertThat(stopped.content()).doesNotContain("批准了");
        assertThat(stopped.finish()).isEqualTo("content_filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"要打13912345678问一下", "我想：您的申请我批准了。"})
    void edge04WhatAnUnknownMemberSaysPieceByPieceStopsTheAnswer(String thought) throws Exception {
        thinks("thoughts_of_tomorrow", thought);

        Answer stopped = Called.CHAT.asks(house, true, QUESTION);

        assertThat(stopped.finish()).isEqualTo("content_filter");
        assertThat(stopped.content()).doesNotContain("好。");
        assertThat(all(stopped, "thoughts_of_tomorrow")).doesNotEndWith("下").doesNotEndWith("了。");
    }

    private static Map<String, ?> likely(String piece) {
        Map<String, ?> token = Map.of("token", piece, "logprob", -0.1, "top_logprobs", List.of());
        return Map.of("index", 0, "delta", Map.of("content", piece), "logprobs", Map.of("content", List.of(token)));
    }

    private static String tokens(Answer answer) {
        return answer.documents().stream()
                .flatMap(document -> document.findValuesAsText("token").stream())
                .collect(Collectors.joining());
    }

    @Test
    void edge05ProbabilitiesTellNothingThatIsHiddenAndStayInStepOtherwise() throws Exception {
        String words = "请打" + MOBILE + "咨询，谢谢。";
        model.answers(request -> ScriptedModel.events(Called.pieces(words, 1).stream()
                .map(EdgeCasesOfChannelsTest::likely)
                .toList()));
        Citizen citizen = house.citizen().streaming(true).named("probable");
        assertThat(tokens(citizen.says(QUESTION))).isEmpty();
        Answer hidden = citizen.says("还有呢");
        assertThat(hidden.content()).doesNotContain(MOBILE).endsWith("谢谢。");
        assertThat("请打").startsWith(tokens(hidden));

        model.answers(request -> ScriptedModel.events(Called.pieces("请带证件到窗口。", 1).stream()
                .map(EdgeCasesOfChannelsTest::likely)
                .toList()));
        Answer plain = citizen.says("带什么");
        for (JsonNode event : plain.documents()) {
            String said =
                    event.path("choices").path(0).path("delta").path("content").asText("");
            JsonNode likely = event.path("choices").path(0).path("logprobs").path("content");
            assertThat(likely.isEmpty() ? said : likely.path(0).path("token").asText())
                    .isEqualTo(said);
        }
        assertThat(plain.content()).isEqualTo("请带证件到窗口。");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void edge06ChoicesAreReadApartAndEachIsEndedOnce(boolean stream) throws Exception {
        String first = "请打" + MOBILE + "咨询。";
        String second = "请带身份证。";
        model.answers(request -> two(stream, first, second));
        Answer both = house.chat(asking(stream));
        assertThat(both.content(0)).endsWith("咨询。").doesNotContain(MOBILE);
        assertThat(both.content(1)).endsWith(second);
        assertThat(finishes(both)).containsOnlyKeys(0, 1).containsEntry(1, "stop");

        model.answers(request -> two(stream, second + second + second, "是的，" + FORBIDDEN));
        Answer stopped = house.chat(asking(stream));
        assertThat(stopped.text()).doesNotContain("批准了");
        assertThat(finishes(stopped)).containsValue("content_filter");
        assertThat(finishes(stopped).keySet()).isSubsetOf(0, 1);
        assertThat(stopped.ends()).isEqualTo(stream ? 1 : 0);
    }

    private static String asking(boolean stream) {
        return "{\"n\":2,\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION
                + "\"}]}";
    }

    /** Why each choice ended; that it did so more than once fails. */
    private static Map<Integer, String> finishes(Answer answer) {
        Map<Integer, String> finishes = new TreeMap<>();
        for (JsonNode document : answer.documents()) {
            for (JsonNode choice : document.path("choices")) {
                if (choice.path("finish_reason").isTextual()) {
                    assertThat(finishes.put(
                                    choice.path("index").asInt(),
                                    choice.path("finish_reason").asText()))
                            .isNull();
                }
            }
        }
        return finishes;
    }

    private static ScriptedModel.Script two(boolean stream, String first, String second) {
        if (!stream) {
            return ScriptedModel.choices(List.of(whole(0, first), whole(1, second)));
        }
        List<String> one = Called.pieces(first, 1);
        List<String> other = Called.pieces(second, 1);
        List<Map<String, ?>> events = new ArrayList<>();
        for (int at = 0; at < Math.max(one.size(), other.size()); at++) {
            if (at < one.size()) {
                events.add(Map.of("index", 0, "delta", Map.of("content", one.get(at))));
            }
            if (at < other.size()) {
                events.add(Map.of("index", 1, "delta", Map.of("content", other.get(at))));
            }
        }
        events.add(Map.of("index", 1, "delta", Map.of(), "finish_reason", "stop"));
        return ScriptedModel.events(events);
    }

    private static Map<String, ?> whole(int index, String words) {
        return Map.of(
                "index", index, "message", Map.of("role", "assistant", "content", words), "finish_reason", "stop");
    }
}
