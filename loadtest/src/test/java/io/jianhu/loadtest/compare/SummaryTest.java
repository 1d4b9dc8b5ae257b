package io.jianhu.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.tell.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static Measurement measured(String arm, Phase phase, int right, int wrong) {
        Tally tally = Tallies.lasting(Duration.ofSeconds(1), Tallies.of(right, Outcome.WRONG, wrong));
        tally.latency().recordValue(1_000_000);
        return new Measurement(arm, phase, 1, tally, 50_000L * right, 0, 0, 2048);
    }

    private static List<Measurement> all(int direct, int jianhu, int wrong) {
        List<Measurement> measurements = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            measurements.add(measured(Arm.DIRECT, phase, direct, 0));
            measurements.add(measured(Arm.RELAY, phase, direct, 0));
            measurements.add(measured(Arm.JIANHU, phase, jianhu, wrong));
        }
        return measurements;
    }

    @Test
    void figuresAreMediansOverValidRounds() {
        Summary summary = new Summary(all(300, 100, 0));
        assertThat(summary.rate(Arm.JIANHU, Phase.DOCUMENTS_AT_CAPACITY).median())
                .isEqualTo(100);
        assertThat(summary.cpuMicros(Arm.JIANHU, Phase.DOCUMENTS_AT_CAPACITY).median())
                .isEqualTo(50);
        assertThat(Doubts.of(summary, 0).refusals()).isEmpty();
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(4, 1, 2, 3).median()).isEqualTo(2.5);
    }

    @Test
    void aWrongAnswerTakesAllSpeedBack() {
        Summary summary = new Summary(all(300, 100, 1));
        assertThat(summary.rate(Arm.JIANHU, Phase.DOCUMENTS_AT_CAPACITY).isKnown())
                .isFalse();
        assertThat(Doubts.of(summary, 0).refusals())
                .anyMatch(refusal -> refusal.contains("1 of 101 questions without the right answer"));
    }

    @Test
    void nothingIsReportedWhenTheRestIsTheBottleneck() {
        Summary summary = new Summary(all(140, 100, 0));
        assertThat(Doubts.of(summary, 0).refusals()).anyMatch(refusal -> refusal.contains("1.40 x"));
    }

    @Test
    void besidePeersAnswersAreAlsoCountedByCore() {
        Summary summary = new Summary(all(300, 100, 0));
        List<Row> rows = Row.besidePeers(summary);
        assertThat(rows.stream().map(Row::name))
                .containsExactly(
                        "documents_capacity",
                        "documents_cpu",
                        "documents_per_core",
                        "documents_half_p50",
                        "streams_capacity",
                        "streams_cpu",
                        "streams_per_core",
                        "streams_half_first_token_p50",
                        "streams_half_p50",
                        "resident");
        Row perCore = rows.get(2);
        assertThat(perCore.figure().apply(Arm.JIANHU).median()).isEqualTo(20_000);
        assertThat(perCore.against(Arm.RELAY)).isEqualTo(1);
    }
}
