package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.tell.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The rounds put together; of measurements with a wrong answer nothing is counted. */
public record Summary(List<Measurement> measurements) {

    private static final double MILLI = 1e6;
    private static final double SECOND_IN_MICROS = 1e6;
    private static final double KIB_OF_MIB = 1024;

    /** The arms that were measured, in the order of their turns. */
    List<String> arms() {
        return measurements.stream().map(Measurement::arm).distinct().toList();
    }

    /** Right answers a second. */
    public Spread rate(String arm, Phase phase) {
        return over(arm, phase, measurement -> measurement.tally().rate());
    }

    /** Microseconds of the arm's processor time for one right answer. */
    public Spread cpuMicros(String arm, Phase phase) {
        return over(arm, phase, Measurement::cpuMicrosPerAnswer);
    }

    /** Answers that one processor gives in a second, if the arm has it alone; unknown where nothing stands in the way. */
    Spread perCore(String arm, Phase phase) {
        return over(
                arm,
                phase,
                measurement ->
                        measurement.cpuNanos() == 0 ? Double.NaN : SECOND_IN_MICROS / measurement.cpuMicrosPerAnswer());
    }

    /** Milliseconds from due to the end of the answer. */
    Spread latency(String arm, Phase phase, double percentile) {
        return over(arm, phase, measurement -> measurement.tally().latency().getValueAtPercentile(percentile) / MILLI);
    }

    /** Milliseconds from due to the first of the model's words. */
    Spread firstToken(String arm, Phase phase, double percentile) {
        return over(
                arm, phase, measurement -> measurement.tally().firstToken().getValueAtPercentile(percentile) / MILLI);
    }

    /** Milliseconds of the questions with a mobile number in them. */
    Spread personal(String arm, Phase phase, double percentile) {
        return over(arm, phase, measurement -> measurement.tally().personal().getValueAtPercentile(percentile) / MILLI);
    }

    /** Milliseconds from due to sent. */
    Spread late(String arm, Phase phase, double percentile) {
        return over(arm, phase, measurement -> measurement.tally().late().getValueAtPercentile(percentile) / MILLI);
    }

    Spread residentMib(String arm, Phase phase) {
        return over(arm, phase, measurement -> measurement.residentKib() / KIB_OF_MIB);
    }

    /** How long the answers of all rounds took, in nanoseconds. */
    Histogram latencies(String arm, Phase phase) {
        Histogram all = new Histogram(3);
        measurements.stream()
                .filter(measurement -> measurement.arm().equals(arm) && measurement.phase() == phase)
                .filter(Measurement::isValid)
                .forEach(measurement -> all.add(measurement.tally().latency()));
        return all;
    }

    private Spread over(String arm, Phase phase, ToDoubleFunction<Measurement> figure) {
        return Spread.of(measurements.stream()
                .filter(measurement -> measurement.arm().equals(arm) && measurement.phase() == phase)
                .filter(Measurement::isValid)
                .mapToDouble(figure)
                .toArray());
    }
}
