package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.robot.Robot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many exchanges a model is given at once. */
class ElasticTest {

    private static final int FLOOR = 4;
    private static final int CEILING = 400;

    private final Elastic elastic = new Elastic(new Robot.Adaptive(FLOOR, CEILING));
    private long now;

    /** A second in which so many run and their first words take so long. */
    private void second(int running, Duration first) {
        elastic.saw(running);
        for (int i = 0; i < 10; i++) {
            now += Duration.ofMillis(120).toNanos();
            elastic.sample(first.toNanos(), now);
        }
    }

    /** A model that serves so many at once; who comes beyond waits in its queue. */
    private void queueing(int seconds, int atOnce) {
        for (int i = 0; i < seconds; i++) {
            int running = elastic.limit();
            second(running, Duration.ofMillis(300L * Math.max(1, running) / Math.min(atOnce, Math.max(1, running))));
        }
    }

    @Test
    void growsToTheCeilingWhileWordsComeAsSoonAsUsual() {
        for (int i = 0; i < 200; i++) {
            second(elastic.limit(), Duration.ofMillis(300));
        }
        assertThat(elastic.limit()).isEqualTo(CEILING);
    }

    @Test
    void settlesWhereTheQueueOfTheModelBegins() {
        queueing(300, 60);
        assertThat(elastic.limit()).isBetween(90, 150); // twice as long as without a queue
        queueing(3000, 60);
        assertThat(elastic.limit()).isBetween(90, 150);
        queueing(300, 20);
        assertThat(elastic.limit()).isBetween(30, 50);
    }

    @Test
    void aModelThatIsSlowByNatureNowIsSoonTakenAsItIs() {
        queueing(100, 60);
        for (int i = 0; i < 60; i++) {
            second(elastic.limit(), Duration.ofSeconds(2));
        }
        assertThat(elastic.limit()).isLessThan(20);
        for (int i = 0; i < 300; i++) {
            second(elastic.limit(), Duration.ofSeconds(2));
        }
        assertThat(elastic.limit()).isGreaterThan(100);
    }

    @Test
    void neverFallsBelowTheFloorAndComesBack() {
        for (int i = 0; i < 20; i++) {
            second(elastic.limit(), Duration.ofMillis(300));
        }
        for (int i = 0; i < 100; i++) {
            elastic.lost();
        }
        assertThat(elastic.limit()).isEqualTo(FLOOR);
        for (int i = 0; i < 200; i++) {
            second(elastic.limit(), Duration.ofMillis(300));
        }
        assertThat(elastic.limit()).isEqualTo(CEILING);
    }

    @Test
    void whatNobodyNeedsIsNotGiven() {
        int before = elastic.limit();
        for (int i = 0; i < 100; i++) {
            second(before / 4, Duration.ofMillis(300));
        }
        assertThat(elastic.limit()).isEqualTo(before);
    }
}
