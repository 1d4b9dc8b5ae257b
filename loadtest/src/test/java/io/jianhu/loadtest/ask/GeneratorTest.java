package io.jianhu.loadtest.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.model.MockModel;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GeneratorTest {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Dialogue dialogue = new Dialogue(3, 0.2);
    private final MockModel model = MockModel.start(dialogue);
    private final Generator generator = new Generator(dialogue);

    @AfterEach
    void stop() {
        generator.close();
        model.close();
    }

    private Order order(boolean stream, Pace pace) {
        return new Order(new Target(model.port(), pace.path(), Optional.empty()), stream, Frame.NONE);
    }

    @Test
    void everyQuestionThatFallsDueIsAskedOnceAndAnsweredRightly() throws InterruptedException {
        for (boolean stream : new boolean[] {false, true}) {
            Arrivals arrivals = new Arrivals(Arrivals.Kind.CONSTANT, 200, 1);
            Tally tally = generator.run(order(stream, Pace.NONE), new Demand.Flow(arrivals, 64, HALF_A_SECOND));
            assertThat(tally.asked()).isBetween(99L, 100L);
            assertThat(tally.right()).isEqualTo(tally.asked());
            assertThat(tally.latency().getTotalCount()).isEqualTo(tally.right());
            assertThat(tally.personal().getTotalCount()).isPositive().isLessThan(tally.right());
        }
    }

    @Test
    void lanesAskAgainWhenTheyAreAnswered() throws InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(20), Duration.ZERO);
        Tally tally = generator.run(order(false, pace), new Demand.Back(4, HALF_A_SECOND));
        assertThat(tally.failed()).isZero();
        assertThat(tally.right()).isBetween(8L, 104L);
        assertThat(tally.latency().getMinValue())
                .isGreaterThanOrEqualTo(Duration.ofMillis(19).toNanos());
    }

    @Test
    void waitingForALaneCountsFromTheTimeAQuestionWasDue() throws InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(100), Duration.ZERO);
        Arrivals arrivals = new Arrivals(Arrivals.Kind.CONSTANT, 40, 1);
        Tally tally = generator.run(order(false, pace), new Demand.Flow(arrivals, 1, HALF_A_SECOND));
        assertThat(tally.right()).isEqualTo(tally.asked()).isBetween(18L, 20L);
        // One lane carries ten a second, so the last of twenty waits for more than a second.
        assertThat(tally.latency().getMaxValue())
                .isGreaterThan(Duration.ofMillis(1200).toNanos());
        assertThat(tally.late().getMaxValue())
                .isGreaterThan(Duration.ofMillis(1100).toNanos());
        assertThat(tally.latency().getMinValue())
                .isLessThan(Duration.ofMillis(700).toNanos());
    }

    @Test
    void theFirstTokenComesBeforeTheLast() throws InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(30), Duration.ofMillis(2));
        Tally tally = generator.run(order(true, pace), new Demand.Back(2, HALF_A_SECOND));
        assertThat(tally.failed()).isZero();
        assertThat(tally.firstToken().getMinValue())
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(tally.latency().getMinValue() - tally.firstToken().getMinValue())
                .isGreaterThan(Duration.ofMillis(60).toNanos());
    }

    @Test
    void aWrongAnswerHasNoSpeed() throws InterruptedException {
        try (Generator mistaken = new Generator(new Dialogue(4, 0.2))) {
            Tally tally = mistaken.run(order(false, Pace.NONE), new Demand.Back(1, Duration.ofMillis(100)));
            assertThat(tally.right()).isZero();
            assertThat(tally.of(Outcome.WRONG)).isPositive().isEqualTo(tally.asked());
            assertThat(tally.latency().getTotalCount()).isZero();
        }
    }

    @Test
    void aTargetThatIsNotThereEndsTheRun() throws InterruptedException {
        MockModel gone = MockModel.start(dialogue);
        Target target = new Target(gone.port(), Pace.NONE.path(), Optional.empty());
        gone.close();
        Tally tally = generator.run(new Order(target, false, Frame.NONE), new Demand.Back(2, Duration.ofMillis(100)));
        assertThat(tally.right()).isZero();
    }
}
