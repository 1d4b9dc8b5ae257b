package io.jianhu.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SittingTest {

    private static final Examiner.Reader PLAIN =
            new Examiner.Reader(UnaryOperator.identity(), answer -> List.of(), UnaryOperator.identity());

    private static Reply answer(String policy) {
        return new Reply.Whole("r", Duration.ofMillis(3), Decision.ALLOW, List.of(), policy, "m", "请到窗口办理。");
    }

    private static Sitting sitting(int concurrency, Examiner.Respondent respondent) {
        return new Sitting(new Examiner(respondent, PLAIN, "r-1"), concurrency);
    }

    private static List<Question> questions(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(Samples.question("Q-" + i, Expectation.ANSWER));
        }
        return questions;
    }

    @Test
    void asksEveryQuestionOnceAndKeepsTheirOrder() throws Exception {
        List<Question> questions = questions(500);
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Result> kept = new ConcurrentLinkedQueue<>();
        Map<String, Result> results = sitting(16, question -> {
                    asked.add(question);
                    return answer("r-1");
                })
                .hold(questions, Map.of(), kept::add);
        assertThat(asked).doesNotHaveDuplicates().hasSize(500);
        assertThat(kept).hasSize(500);
        assertThat(results.keySet())
                .containsExactlyElementsOf(questions.stream().map(Question::id).toList());
    }

    @Test
    void asManyAsAskedForAreUnderWayAtOnce() throws Exception {
        CyclicBarrier all = new CyclicBarrier(8);
        Map<String, Result> results = sitting(8, question -> {
                    await(all);
                    return answer("r-1");
                })
                .hold(questions(64), Map.of(), result -> {});
        assertThat(results).hasSize(64);
    }

    private static void await(CyclicBarrier all) throws InterruptedException {
        try {
            all.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("fewer than 8 at once", e);
        }
    }

    @Test
    void asksOnlyWhatIsOpenAndAgainWhatFailed() throws Exception {
        List<Question> questions = questions(4);
        Map<String, Result> known = sitting(
                        1,
                        question -> question.equals("问题Q-1")
                                ? new Reply.Broken("r", Duration.ZERO, "HTTP 502")
                                : answer("r-1"))
                .hold(questions.subList(0, 2), Map.of(), result -> {});
        assertThat(Objects.requireNonNull(known.get("Q-1")).outcome()).isEqualTo(Outcome.FAILED);
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        Map<String, Result> results = sitting(2, question -> {
                    asked.add(question);
                    return answer("r-1");
                })
                .hold(questions, known, result -> {});
        assertThat(asked).containsExactlyInAnyOrder("问题Q-1", "问题Q-2", "问题Q-3");
        assertThat(results.values()).allMatch(Result::isGood);
    }

    @Test
    void stopsWhenAResultCannotBeKept() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> sitting(2, question -> {
                            asked.incrementAndGet();
                            return answer("r-1");
                        })
                        .hold(questions(1000), Map.of(), result -> {
                            throw new IOException("disk full");
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(asked.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void stopsWhenThePolicyChangesAndEndsTheOthers() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> sitting(4, question -> {
                            if (asked.incrementAndGet() < 4) {
                                never.await();
                            }
                            return answer("r-2");
                        })
                        .hold(questions(100), Map.of(), result -> {}))
                .isInstanceOf(Examiner.PolicyChanged.class)
                .hasMessage("the policy changed from r-1 to r-2 during the assessment");
        assertThat(asked.get()).isEqualTo(4);
    }

    @Test
    void whatIsKeptIsMaskedAndWhatIsJudgedIsNot() throws Exception {
        Question question = new Question(
                "Q",
                "问",
                Expectation.ANSWER,
                java.util.Optional.empty(),
                "话题",
                "zh",
                List.of("13800138000"),
                List.of(),
                Samples.question("Q", Expectation.ANSWER).place());
        Examiner.Reader reader = new Examiner.Reader(
                text -> text.replace("【标识】", ""),
                answer -> List.of("JH-1"),
                text -> text.replace("13800138000", "[手机号]"));
        Examiner examiner = new Examiner(
                asked -> new Reply.Whole(
                        "r", Duration.ZERO, Decision.MASK, List.of("JH-1101"), "r-1", "m", "【标识】已登记13800138000。"),
                reader,
                "r-1");
        Result result = examiner.examine(question);
        assertThat(result.words()).isEqualTo("已登记[手机号]。");
        assertThat(result.fault()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.MASKED);
        assertThat(result.breaks()).containsExactly("JH-1");
        assertThat(result.toString()).doesNotContain("登记");
    }
}
