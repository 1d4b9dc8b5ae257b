package io.jianhu.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.compare.Measurement;
import io.jianhu.loadtest.compare.Phase;
import io.jianhu.loadtest.compare.Summary;
import io.jianhu.loadtest.compare.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersReportTest {

    private final List<PeerStart> peers = List.of(new PeerStart(Peer.LITELLM, Path.of("/there"), List.of("审批", "密码")));
    private final List<Trial> trials = List.of(new Trial(
            "litellm", Trial.Question.REFUSED, Trial.Question.HIDDEN, Trial.Answer.STOPPED, Trial.Answer.CUT));

    private static Measurement measured(String arm, Phase phase, int right, long cpuNanos) {
        Tally tally = Tallies.lasting(Duration.ofSeconds(1), Tallies.of(right));
        return new Measurement(arm, phase, 1, tally, cpuNanos, 0, 0, 2048);
    }

    private static Summary summary() {
        List<Measurement> measurements = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            measurements.add(measured("litellm", phase, 50, 1_000_000_000L));
            measurements.add(measured(Arm.JIANHU, phase, 1000, 500_000_000L));
        }
        return new Summary(measurements);
    }

    @Test
    void itTellsWhatTheGuardsDidAndHowManyTimesAsMuchJianhuDoes() {
        assertThat(PeersReport.text(peers, trials, summary(), true).lines())
                .anyMatch(
                        line -> line.matches(" +litellm +refused +hidden, not given back +stopped +connection broken"))
                .anyMatch(line ->
                        line.startsWith("  litellm " + Peer.LITELLM.version() + "    2 words, as one expression"))
                .contains("jianhu beside litellm: documents 40.0 x a core, 20.0 x in all;"
                        + " streams 40.0 x a core, 20.0 x in all");
    }

    @Test
    void itSetsNothingBesideFiguresThatCannotBeTrusted() {
        assertThat(PeersReport.text(peers, trials, summary(), false))
                .contains("connection broken")
                .doesNotContain("beside");
    }

    @Test
    void longTextsStandInLines() {
        assertThat(PeersReport.wrapped("name", "word ".repeat(60).strip()).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(125).startsWith("  "));
    }
}
