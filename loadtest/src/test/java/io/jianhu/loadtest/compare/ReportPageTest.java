package io.jianhu.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.tell.Circumstances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Circumstances CIRCUMSTANCES =
            new Circumstances(Instant.EPOCH, "2 x processor, <Linux>", "JVM", "loadtest/bin/bench", 0);

    private static Summary summary(int wrong) {
        Random random = new Random(1);
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (Phase phase : Phase.values()) {
                measurements.add(measured(Arm.DIRECT, phase, round, 90_000, 0.2, 0, random));
                measurements.add(measured(Arm.RELAY, phase, round, 41_000, 0.4, 0, random));
                measurements.add(measured(Arm.NGINX, phase, round, 39_000, 0.5, 0, random));
                measurements.add(measured(Arm.HAPROXY, phase, round, 40_000, 0.5, 0, random));
                measurements.add(measured(Arm.JIANHU, phase, round, 6_000, 2, wrong, random));
            }
        }
        return new Summary(measurements);
    }

    private static Measurement measured(
            String arm, Phase phase, int round, int rate, double millis, int wrong, Random random) {
        int right = (int) (rate * (0.9 + 0.2 * random.nextDouble()));
        Tally tally = Tallies.lasting(Duration.ofSeconds(1), Tallies.of(right, Outcome.WRONG, wrong));
        for (int i = 0; i < 2000; i++) {
            tally.latency().recordValue((long) (1e6 * millis * Math.exp(0.6 * random.nextGaussian())));
        }
        long cpu = arm.equals(Arm.DIRECT) ? 0 : 2_000_000_000L;
        return new Measurement(arm, phase, round, tally, cpu, 0, 0, 200_000);
    }

    private static String page(Summary summary, String more) {
        return ReportPage.html("jianhu bench", CIRCUMSTANCES, Row.all(summary), summary, Doubts.of(summary, 2), more);
    }

    @Test
    void showsABarForEachArmAndACurveForEachHalfLoad() {
        String page = page(summary(0), "guards <b> and more");

        assertThat(page).contains("2 x processor, &lt;Linux&gt;", "guards &lt;b&gt; and more", "load average 2.00");
        assertThat(count(page, "documents, answers/s</h3>")).isEqualTo(1);
        assertThat(count(page, "<path class=\"s0\"")).isEqualTo(2);
        assertThat(count(page, "<path ")).isEqualTo(10);
        assertThat(page)
                .doesNotContain("NaN", "Infinity", "{title", "http://", "https://")
                .doesNotContain("null");
    }

    @Test
    void figuresThatCannotBeTrustedAreNotShown() {
        String page = page(summary(1), "");

        assertThat(page)
                .contains("cannot be trusted", "without the right answer")
                .doesNotContain("<svg", "class=\"bar");
    }

    @Test
    void anArmThatWasNotMeasuredIsLeftOut() {
        Summary some = new Summary(summary(0).measurements().stream()
                .filter(measurement -> measurement.phase() == Phase.DOCUMENTS_AT_CAPACITY)
                .toList());

        assertThat(ReportPage.html("t", CIRCUMSTANCES, Row.all(some), some, new Doubts(List.of(), List.of()), ""))
                .contains("documents, answers/s")
                .doesNotContain("<svg", "streams, answers/s");
    }

    private static long count(String page, String what) {
        return Pattern.compile(Pattern.quote(what)).matcher(page).results().count();
    }
}
