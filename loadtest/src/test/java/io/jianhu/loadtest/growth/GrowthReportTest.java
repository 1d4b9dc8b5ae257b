package io.jianhu.loadtest.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.tell.Circumstances;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

    private static final Circumstances CIRCUMSTANCES =
            new Circumstances(Instant.EPOCH, "2 x processor, <Linux>", "JVM", "loadtest/bin/bench scaling", 0);

    private static final Grown ROBOTS = new Grown(
            Growth.ALL.get(2),
            List.of(
                    measured(1, 200, 5, 40, 3),
                    measured(1_000, 240, 64.94, 55.6, 5.4975),
                    new Point.Failed(10_000, "more than 10000 <files>")));

    private static final Grown STREAMS = new Grown(
            Growth.ALL.getLast(),
            List.of(
                    new Point.Measured(100, 50, none(), none(), OptionalDouble.of(500), none()),
                    new Point.LeftOut(10_000, "needs 15,250 open files, and ulimit -n allows 1024")));

    private static Point.Measured measured(int size, double cpu, double idle, double live, double ready) {
        return new Point.Measured(
                size,
                cpu,
                OptionalDouble.of(idle),
                OptionalDouble.of(live),
                OptionalDouble.of(300),
                OptionalDouble.of(ready));
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    @Test
    void aSizeThatFailsIsToldWithItsReason() {
        assertThat(ROBOTS.isGood()).isFalse();
        assertThat(ROBOTS.findings())
                .containsExactly(
                        "CPU is flat: 1.20 times from 1 to 1,000",
                        "each more keeps 16 KiB of the heap",
                        "while nobody asks, each more takes 60 µs of processor time a second",
                        "each more delays the start by 2,500 µs",
                        "10,000 failed: more than 10000 <files>");
    }

    @Test
    void whatTheMachineDoesNotAllowIsNoFaultOfTheGateway() {
        assertThat(STREAMS.isGood()).isTrue();
        assertThat(STREAMS.findings())
                .containsExactly("10,000 left out: needs 15,250 open files, and ulimit -n allows 1024");
    }

    @Test
    void growthIsToldWithWhatEachMoreCosts() {
        Growth history = Growth.ALL.get(4);
        Grown grown = new Grown(history, List.of(measured(1, 200, 1, 50, 3), measured(100, 4_160, 1, 50, 3)));

        assertThat(grown.findings().getFirst())
                .startsWith("CPU grows: 20.80 times from 1 to 100, 40 µs for each more")
                .endsWith(history.why());
    }

    @Test
    void nothingMeasuredSaysNothingOfGrowth() {
        Grown nothing = new Grown(Growth.ALL.getFirst(), List.of(new Point.Failed(1, "not ready within a minute")));

        assertThat(nothing.findings()).containsExactly("1 failed: not ready within a minute");
    }

    @Test
    void textIsATableForEachGrowth() {
        assertThat(new GrowthReport(CIRCUMSTANCES, List.of(ROBOTS, STREAMS)).text())
                .contains("robots: robots beside the shipped ones")
                .contains("       1,000       240    1.20       64.9        56           300      5.5\n")
                .contains("         100        50    1.00          -         -           500        -\n");
    }

    @Test
    void jsonHasWhatIsKnown() throws IOException {
        assertThat(new GrowthReport(CIRCUMSTANCES, List.of(ROBOTS, STREAMS)).json())
                .contains("\"cpuMicros\" : 240.0", "\"failed\" : \"more than 10000 <files>\"", "\"good\" : false")
                .contains("\"leftOut\" : \"needs 15,250 open files")
                .doesNotContain("NaN", "null");
    }

    @Test
    void pageHasAPlotForEachFigureThatIsKnown() {
        String page = GrowthPage.html(new GrowthReport(CIRCUMSTANCES, List.of(ROBOTS, STREAMS)));

        assertThat(Pattern.compile("<svg").matcher(page).results().count()).isEqualTo(4 + 2);
        assertThat(page)
                .contains("more than 10000 &lt;files&gt;", ">1 k<", ">10 k<", "does not go so far")
                .doesNotContain("NaN", "Infinity", "{title", "http://", "https://", "Optional");
    }

    @Test
    void scalesEndInNumbersThatAreEasyToRead() {
        assertThat(GrowthPlot.round(0.07)).isEqualTo(0.08);
        assertThat(GrowthPlot.round(100)).isEqualTo(100);
        assertThat(GrowthPlot.round(601)).isEqualTo(800);
        assertThat(GrowthPlot.round(9_001)).isEqualTo(10_000);
        assertThat(GrowthPlot.size(1_000_000)).isEqualTo("1 M");
        assertThat(GrowthPlot.size(300_000)).isEqualTo("300 k");
        assertThat(GrowthPlot.size(1_500)).isEqualTo("1500");
    }
}
