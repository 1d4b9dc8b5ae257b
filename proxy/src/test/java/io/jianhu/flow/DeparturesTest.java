package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When to come again. */
class DeparturesTest {

    private long now;
    private final Departures departures = new Departures(() -> now);

    private void leaveEvery(Duration interval) {
        for (int i = 0; i < 100; i++) {
            now += interval.toNanos();
            departures.left();
        }
    }

    @Test
    void asOftenAsOneLeaves() {
        leaveEvery(Duration.ofMillis(4500));
        assertThat(departures.untilNext()).isEqualTo(Duration.ofSeconds(5));
        leaveEvery(Duration.ofMillis(10));
        assertThat(departures.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whereNoneHasLeftForLongNoneWillSoon() {
        assertThat(departures.untilNext()).isEqualTo(Duration.ofSeconds(1));
        departures.left();
        now += Duration.ofSeconds(20).toNanos();
        assertThat(departures.untilNext()).isEqualTo(Duration.ofSeconds(20));
        now += Duration.ofHours(1).toNanos();
        assertThat(departures.untilNext()).isEqualTo(Duration.ofSeconds(60));
    }
}
