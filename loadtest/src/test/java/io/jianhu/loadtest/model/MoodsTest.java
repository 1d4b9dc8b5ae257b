package io.jianhu.loadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Frame;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Reading;
import io.jianhu.loadtest.ask.Script;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Mood;
import io.jianhu.loadtest.talk.Pace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The mock model's moods, as those see them who ask it without a gateway. */
@Timeout(60)
class MoodsTest {

    private static final Demand SHORT = new Demand.Back(2, Duration.ofMillis(200));

    private final Dialogue dialogue = new Dialogue(3, 0.2);
    private final MockModel model = MockModel.start(dialogue);
    private final Generator generator = new Generator(dialogue);

    @AfterEach
    void stop() {
        generator.close();
        model.close();
    }

    private Tally ask(boolean stream, Script script) throws InterruptedException {
        Target target = new Target(model.port(), Pace.NONE.path(), Optional.empty());
        return generator.run(new Order(target, stream, Frame.NONE, script), SHORT);
    }

    private void all(Mood mood, boolean stream, Outcome outcome) throws InterruptedException {
        Tally tally = ask(stream, Script.in(mood));
        assertThat(tally.of(outcome))
                .as("%s, stream %s", mood, stream)
                .isPositive()
                .isEqualTo(tally.asked());
    }

    @Test
    void aCrumblingModelGivesTheRightAnswer() throws InterruptedException {
        all(Mood.CRUMBLING, false, Outcome.RIGHT);
        all(Mood.CRUMBLING, true, Outcome.RIGHT);
    }

    @Test
    void aModelThatBreaksOffIsLost() throws InterruptedException {
        all(Mood.CUT, false, Outcome.LOST);
        all(Mood.CUT, true, Outcome.LOST);
    }

    @Test
    void aFailingOrBabblingModelIsWrong() throws InterruptedException {
        all(Mood.FAILING, false, Outcome.WRONG);
        all(Mood.FAILING, true, Outcome.WRONG);
        all(Mood.BABBLING, false, Outcome.WRONG);
        all(Mood.BABBLING, true, Outcome.WRONG);
    }

    @Test
    void aSilentModelNeverAnswers() throws InterruptedException {
        for (Mood mood : new Mood[] {Mood.MUTE, Mood.STALLED}) {
            Tally tally = ask(true, Script.in(mood));
            assertThat(tally.asked()).isEqualTo(2);
            assertThat(tally.of(Outcome.LOST)).isEqualTo(2);
        }
    }

    @Test
    void everyScriptHasARightAnswer() throws InterruptedException {
        for (Script script :
                new Script[] {Script.PLAIN, Script.after(5_000), Script.history(20), Script.repeating(5_000)}) {
            Tally tally = ask(true, script);
            assertThat(tally.right()).isPositive().isEqualTo(tally.asked());
        }
    }

    @Test
    void slowReadersGetTheSameAndTakeLonger() throws InterruptedException {
        Target target = new Target(model.port(), Pace.NONE.path(), Optional.empty());
        Order order = new Order(target, true, Frame.NONE, Script.repeating(5_000));
        try (Generator sluggish = new Generator(dialogue, Reading.SLOWLY, 1L << 32)) {
            Tally slow = sluggish.run(order, SHORT);
            assertThat(slow.right()).isPositive().isEqualTo(slow.asked());
            // Over 100 kB in pieces of four, with a pause after each.
            assertThat(slow.latency().getMinValue())
                    .isGreaterThan(Duration.ofMillis(500).toNanos());
        }
    }
}
