package io.jianhu.loadtest.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.tell.Circumstances;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReloadFiguresTest {

    private static final Circumstances CIRCUMSTANCES =
            new Circumstances(Instant.parse("2026-11-26T00:00:00Z"), "machine", "java", "command", 0);

    private static Tally tally(long millis, int right, int lost) {
        Tally tally = Tallies.lasting(Duration.ofSeconds(2), Tallies.of(right, Outcome.LOST, lost));
        for (int i = 0; i < right; i++) {
            tally.latency().recordValue(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return tally;
    }

    private static ReloadFigures.Round round(int number, double live, Tally before, Tally during) {
        return new ReloadFigures.Round("half load", number, live, before, during);
    }

    private final ReloadFigures figures = new ReloadFigures(
            CIRCUMSTANCES,
            List.of(
                    round(1, 700, tally(10, 100, 0), tally(15, 100, 0)),
                    round(3, 900, tally(10, 100, 0), tally(12, 98, 2)),
                    round(5, 400, tally(20, 100, 0), tally(60, 100, 0))));

    @Test
    void peopleSeeTheMiddleRoundAndWhatFailed() {
        assertThat(figures.text())
                .containsPattern("from file to live, ms +700 \\(400-900\\)")
                .containsPattern("p99 during / before +1\\.50 \\(1\\.20-3\\.00\\)")
                .contains("questions without the right answer: 2");
    }

    @Test
    void programsGetEachRound() throws IOException {
        assertThat(figures.json())
                .contains("\"failed\" : 2")
                .contains("\"live_ms\" : 900.0")
                .contains("\"answers_per_second\" : 50.0");
    }
}
