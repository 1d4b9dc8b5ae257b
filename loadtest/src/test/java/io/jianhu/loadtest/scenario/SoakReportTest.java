package io.jianhu.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.tell.Circumstances;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {

    private static SoakReport report(IntToDoubleFunction resident, Outcome other, int others) {
        List<Sample> samples = IntStream.range(0, 100)
                .mapToObj(i -> new Sample(i / 4.0, resident.applyAsDouble(i), 20, 1, 40, 200, 30))
                .toList();
        Act act = new Act(new Scenario("soak", "long", "flat", (stage, played) -> {}));
        act.seen("documents", Tallies.of(1000, other, others), Outcome.RIGHT, Outcome.REFUSED);
        return new SoakReport(new Circumstances(Instant.EPOCH, "2 x a", "b", "c", 0.1), samples, act);
    }

    @Test
    void whatOnlySettlesDoesNotGrow() throws IOException {
        SoakReport report = report(i -> i < 15 ? 300 + 20 * i : 700 + i % 7, Outcome.REFUSED, 50);
        assertThat(report.isGood()).isTrue();
        assertThat(report.text()).contains("verdict  good").doesNotContain("GROWS");
        assertThat(report.json()).contains("\"good\" : true");
        assertThat(report.html()).contains("<h2>Good</h2>").doesNotContain("grows</span>");
    }

    @Test
    void whatGrowsAllTheTimeIsTold() {
        SoakReport report = report(i -> 500 + 3 * i, Outcome.REFUSED, 0);
        assertThat(report.isGood()).isFalse();
        assertThat(report.text()).contains("GROWS", "verdict  NOT GOOD");
        assertThat(report.html()).contains("memory resident, MiB <span class=\"bad\">grows</span>");
    }

    @Test
    void aQuestionThatWasLostIsNotGood() {
        assertThat(report(i -> 700, Outcome.LOST, 1).isGood()).isFalse();
    }
}
