package io.jianhu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.cache.Answers.Finding;
import io.jianhu.frame.Json;
import io.jianhu.openai.CompletionTongue;
import io.jianhu.wire.Caps;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final AtomicLong now = new AtomicLong();
    private final Answers answers = new Answers(1 << 20, now::get);

    private static Kept kept(int bytes, Duration life) {
        return new Kept(new byte[bytes], CompletionTongue.chat(Caps.DEFAULT), Json.Members.NONE, life);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void anAnswerLivesForItsOwnTimeHoweverOftenItIsGiven() {
        answers.keep("short", kept(10, Duration.ofMinutes(1)));
        answers.keep("long", kept(10, Duration.ofMinutes(10)));

        pass(Duration.ofSeconds(40));
        assertThat(answers.find("short")).isInstanceOf(Finding.Known.class);
        pass(Duration.ofSeconds(40));
        assertThat(answers.find("short")).isInstanceOf(Finding.First.class);
        assertThat(answers.find("long")).isInstanceOf(Finding.Known.class);
        pass(Duration.ofMinutes(9));
        assertThat(answers.find("long")).isInstanceOf(Finding.First.class);
        assertThat(answers.size()).isZero();
    }

    @Test
    void moreThanTheWeightIsNeverKept() {
        for (int i = 0; i < 100; i++) {
            answers.keep("answer " + i, kept(100_000, Duration.ofMinutes(1)));
        }
        assertThat(answers.weight()).isBetween(1L, 1L << 20);
        assertThat(answers.stats().evictionCount()).isGreaterThanOrEqualTo(90);
        answers.keep("too much", kept(2 << 20, Duration.ofMinutes(1)));
        assertThat(answers.find("too much")).isInstanceOf(Finding.First.class);
    }

    @Test
    void whoIsBehindLearnsWhatTheFirstGot() {
        Finding.First first = (Finding.First) answers.find("question");
        Finding.Behind behind = (Finding.Behind) answers.find("question");
        assertThat(answers.find("another")).isInstanceOf(Finding.First.class);
        assertThat(behind.asking()).isNotDone();

        Kept kept = kept(10, Duration.ofMinutes(1));
        answers.close("question", first, Optional.of(kept));

        assertThat(behind.asking()).isCompletedWithValue(Optional.of(kept));
        assertThat(answers.find("question")).isEqualTo(new Finding.Known(kept));
    }

    @Test
    void afterAFailureSomebodyElseLeads() {
        Finding.First first = (Finding.First) answers.find("question");
        Finding.Behind behind = (Finding.Behind) answers.find("question");

        answers.close("question", first, Optional.empty());

        assertThat(behind.asking()).isCompletedWithValue(Optional.empty());
        assertThat(answers.find("question")).isInstanceOf(Finding.First.class);
    }
}
