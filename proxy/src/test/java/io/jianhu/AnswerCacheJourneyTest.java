package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Citizens who ask what others have asked before them, at a robot that may repeat itself. */
final class AnswerCacheJourneyTest {

    private static final String NOTICE = "【人工智能生成内容】";
    private static final String SAID = "请带身份证到窗口办理。";
    private static final String ASKED = "怎么办居住证？";
    private static final Map<String, ?> CHAT =
            Map.of("model", "m", "messages", List.of(Map.of("role", "user", "content", ASKED)));
    private static final String KEPT = "cache: {ttl: 10m, answer: 64KiB}";

    @TempDir
    private Path directory;

    private ScriptedModel model;

    @SuppressWarnings("NullAway.Init") // Each test opens its own.
    private House house;

    @BeforeEach
    void open() throws IOException {
        model = ScriptedModel.start();
        model.answers(request -> ScriptedModel.aptly(request, SAID));
    }

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    private void house(String cache, String dialect) throws Exception {
        house = Repeating.open(directory, cache, dialect, model.url());
    }

    private Answer asks(String words) throws Exception {
        return house.citizen().says(words);
    }

    private static String found(Answer answer) {
        return answer.header("x-jianhu-cache");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true", "false, true", "true, false"})
    void whoAsksTheSameGetsTheSameInHisOwnForm(boolean first, boolean second) throws Exception {
        house(KEPT, "openai");

        Answer asked = house.citizen().streaming(first).says(ASKED);
        Answer again = house.citizen().streaming(second).says("  怎么办居住证?\n");

        assertThat(model.received()).hasSize(1);
        assertThat(found(asked)).isEqualTo("miss");
        assertThat(found(again)).isEqualTo("hit");
        assertThat(again.isStream()).isEqualTo(second);
        assertThat(again.content()).isEqualTo(asked.content()).contains(NOTICE, SAID);
        assertThat(again.finish()).isEqualTo("stop");
        assertThat(again.ends()).isEqualTo(second ? 1 : 0);
        assertThat(again.decision()).isEqualTo("allow");
        assertThat(again.label().isMissingNode()).isFalse();
        assertThat(again.header("x-request-id")).isNotEqualTo(asked.header("x-request-id"));
    }

    @Test
    void nothingIsKeptUnlessTheRobotsFileSaysSo() throws Exception {
        house("cache: off", "openai");

        assertThat(found(asks(ASKED))).isEmpty();
        assertThat(found(asks(ASKED))).isEmpty();
        assertThat(model.received()).hasSize(2);
    }

    private Answer sent(Map<String, ?> body) throws Exception {
        return house.chat(House.JSON.writeValueAsString(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"temperature\":0.1}",
                "{\"seed\":7}",
                "{\"model\":\"another\"}",
                "{\"response_format\":{\"type\":\"json_object\"}}",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"说得短一些\"},{\"role\":\"user\",\"content\":\"怎么办居住证？\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"怎么补办居住证？\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"怎么办居住证？\"}]}]}"
            })
    void whoAsksForSomethingElseAsksTheModel(String change) throws Exception {
        house(KEPT, "openai");
        Map<String, Object> body = new HashMap<>(CHAT);
        sent(body);
        body.putAll(House.JSON.readValue(change, new TypeReference<Map<String, Object>>() {}));
        boolean namesTheModel = change.contains("another"); // the robot's file says which model is asked

        Answer other = sent(body);
        assertThat(found(other)).isEqualTo(namesTheModel ? "hit" : "miss");
        assertThat(found(sent(body))).isEqualTo("hit");
        assertThat(model.received()).hasSize(namesTheModel ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":2}",
                "{\"logprobs\":true}",
                "{\"unheard_of\":\"thing\"}",
                "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"怎么办居住证？\"},{\"role\":\"assistant\",\"content\":\"去窗口。\"},{\"role\":\"user\",\"content\":\"哪个窗口？\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"我的手机号是13912345678，怎么办居住证？\"}]}"
            })
    void whatIsNotOneQuestionThatAnybodyMayAskIsNeverKept(String change) throws Exception {
        house(KEPT, "openai");
        Map<String, Object> body = new HashMap<>(CHAT);
        body.putAll(House.JSON.readValue(change, new TypeReference<Map<String, Object>>() {}));

        assertThat(found(sent(body))).isEmpty();
        assertThat(found(sent(body))).isEmpty();
        assertThat(model.received()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"请联系13912345678。", "您的申请我批准了。", ""})
    void whatWasHiddenOrStoppedInAnAnswerOrEmptyIsNeverKept(String said) throws Exception {
        house(KEPT, "openai");
        model.answers(request -> ScriptedModel.aptly(request, said));

        Answer asked = asks(ASKED);
        Answer again = asks(ASKED);

        assertThat(found(asked)).isEqualTo("miss");
        assertThat(found(again)).isEqualTo("miss");
        assertThat(asked.content()).doesNotContain("13912345678", "批准了");
        assertThat(model.received()).hasSize(2);
    }

    @Test
    void anAnswerThatFailsOrWasCutShortIsNotKept() throws Exception {
        house(KEPT, "openai");
        model.answers(request -> new ScriptedModel.Script(500, "text/plain", ""));
        assertThat(asks(ASKED).status()).isEqualTo(502);
        model.answers(request -> ScriptedModel.choices(List.of(Map.of(
                "index", 0, "message", Map.of("role", "assistant", "content", "请带"), "finish_reason", "length"))));
        assertThat(found(asks(ASKED))).isEqualTo("miss");
        model.answers(request -> ScriptedModel.aptly(request, SAID));

        assertThat(found(asks(ASKED))).isEqualTo("miss");
        assertThat(found(asks(ASKED))).isEqualTo("hit");
    }

    @Test
    void robotsDoNotShareAnswersAndClientsDo() throws Exception {
        house(KEPT, "openai");
        asks(ASKED);

        assertThat(found(house.citizen().to("FT-002").says(ASKED))).isEqualTo("miss");
        assertThat(found(house.citizen().with(house.otherKey()).says(ASKED))).isEqualTo("hit");
    }

    @Test
    void aRuleThatIsAddedLaterIsNotOutlivedByAnAnswer() throws Exception {
        house(KEPT, "openai");
        asks(ASKED);
        assertThat(found(asks(ASKED))).isEqualTo("hit");

        String revision = asks(ASKED).header("x-jianhu-policy");
        Files.writeString(directory.resolve("policies").resolve("rules").resolve("later.yaml"), """
                apiVersion: jianhu/v1
                kind: RuleSet
                metadata: {name: later, ids: JH-9900..JH-9909, owner: 示例局}
                rules:
                  - id: JH-9901
                    title: {zh: 不说带身份证, en: No cards}
                    basis: [{ref: 示例}]
                    severity: high
                    stage: [output]
                    match: {any: [{phrase: [请带身份证]}]}
                    action: {kind: refuse, notice: decision}
                    reviewBy: 2027-06-30
                    tests:
                      - {say: "请带身份证来。", expect: refuse}
                      - {say: "请来窗口。", expect: allow}
                """);
        Answer after = asks(ASKED);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (after.header("x-jianhu-policy").equals(revision) && System.nanoTime() < deadline) {
            after = asks(ASKED);
        }

        assertThat(after.header("x-jianhu-policy")).isNotEqualTo(revision);
        assertThat(after.decision()).isEqualTo("refuse");
        assertThat(after.content()).doesNotContain("身份证");
        assertThat(found(asks(ASKED))).isEqualTo("miss");
    }

    @Test
    void twentyWhoAskAtOnceAskTheModelOnce() throws Exception {
        house(KEPT, "openai");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        model.answers(request -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return ScriptedModel.aptly(request, SAID);
        });
        List<Future<Answer>> all = new ArrayList<>();
        try (ExecutorService citizens = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> asking = () -> asks(ASKED);
            all.add(citizens.submit(asking));
            asked.await();
            for (int more = 1; more < 20; more++) {
                all.add(citizens.submit(asking));
            }
            while (house.metric("jianhu_exchanges_running") < 20) {
                Thread.onSpinWait();
            }
            answers.countDown();
        }

        for (Future<Answer> each : all) {
            assertThat(each.get().content()).contains(SAID);
        }
        assertThat(model.received()).hasSize(1);
        assertThat(all.stream().filter(each -> found(each.resultNow()).equals("hit")))
                .hasSize(19);
    }

    @Test
    void whoWaitsForAnAnswerThatFailsAsksForHimself() throws Exception {
        house(KEPT, "openai");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger order = new AtomicInteger();
        model.answers(request -> {
            if (order.getAndIncrement() > 0) {
                return ScriptedModel.aptly(request, SAID);
            }
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new ScriptedModel.Script(500, "text/plain", "");
        });
        List<Future<Answer>> all = new ArrayList<>();
        try (ExecutorService citizens = Executors.newVirtualThreadPerTaskExecutor()) {
            all.add(citizens.submit(() -> asks(ASKED)));
            asked.await();
            all.add(citizens.submit(() -> asks(ASKED)));
            while (house.metric("jianhu_exchanges_running") < 2) {
                Thread.onSpinWait();
            }
            answers.countDown();
        }

        assertThat(all.getFirst().resultNow().status()).isEqualTo(502);
        assertThat(found(all.getLast().resultNow())).isEqualTo("miss");
        assertThat(all.getLast().resultNow().content()).contains(SAID);
        assertThat(found(asks(ASKED))).isEqualTo("hit");
    }

    @Test
    void aKindThatGoesToTheModelAsItIsKeepsAnAnswerFromOthers() throws Exception {
        house(KEPT + "}\nprivacy: {keep: [plate]", "openai");

        assertThat(found(asks("车牌粤B12345怎么年检？"))).isEmpty();
        assertThat(found(asks("车牌粤B12345怎么年检？"))).isEmpty();
        assertThat(model.newest()).contains("粤B12345");
        assertThat(found(asks("车怎么年检？"))).isEqualTo("miss");
    }

    @Test
    void aBrakedRobotRepeatsNothingAndARepairedOneNothingOfBefore() throws Exception {
        house(KEPT, "openai");
        asks(ASKED);
        House.Operator operator = house.operator("senior", "g-001");
        assertThat(operator.post("/api/robots/FT-001/brake", Map.of("reason", "试运行"))
                        .status())
                .isEqualTo(200);

        Answer braked = asks(ASKED);
        assertThat(braked.decision()).isEqualTo("refuse");
        assertThat(found(braked)).isEmpty();
        assertThat(braked.content()).doesNotContain(SAID);

        assertThat(house.operator("other", "g-002")
                        .post("/api/robots/FT-001/release", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(found(asks(ASKED))).isEqualTo("miss");
    }

    @Test
    void whatAStrangerSaidIsForgottenWhenTheAssessedModelIsBack() throws Exception {
        house(KEPT + ", drift: suspend", "openai");
        model.answers(request -> new ScriptedModel.Script(
                200, "application/json", ScriptedModel.says("请到别处。").body().replace("sample-chat", "stranger")));
        assertThat(asks(ASKED).content()).contains("请到别处。");
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos(); // the brake comes when the answer has left
        while (!asks(ASKED).decision().equals("refuse")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }

        model.answers(request -> ScriptedModel.aptly(request, SAID));
        house.operator("senior", "g-001").post("/api/robots/FT-001/release", Map.of());

        assertThat(asks(ASKED).content()).contains(SAID);
    }

    @Test
    void aHitIsCountedAndToldInTheAudit() throws Exception {
        house(KEPT, "openai");
        asks(ASKED);
        asks(ASKED);

        assertThat(house.metric("jianhu_cache_hits_total{cache=\"answers\"")).isEqualTo(1);
        assertThat(house.metric("jianhu_cache_misses_total{cache=\"answers\"")).isEqualTo(1);
        assertThat(house.metric("jianhu_cache_entries{cache=\"answers\"")).isEqualTo(1);
        assertThat(house.metric("jianhu_cache_weight_bytes{cache=\"answers\"")).isPositive();
        assertThat(house.metric("jianhu_requests_total")).isEqualTo(2);
        house.close();
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(house.audit())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                lines.addAll(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.contains("\"event\":\"answered\""))
                        .toList());
            }
        }
        assertThat(lines)
                .hasSize(2)
                .filteredOn(line -> line.contains("\"recalled\":true"))
                .singleElement()
                .asString()
                .contains("\"upstreamMicros\":0");
    }
}
