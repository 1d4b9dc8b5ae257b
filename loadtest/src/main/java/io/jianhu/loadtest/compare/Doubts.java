package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What speaks against the figures.
 *
 * @param refusals why they must not be reported
 * @param remarks what to keep in mind when they are read
 */
public record Doubts(List<String> refusals, List<String> remarks) {

    /** How much more than the gateway the rest must be able to carry, so that it is the gateway that is measured. */
    static final double ROOM = 1.5;

    private static final double NOISY = 0.3;
    private static final double LATE_MILLIS = 1;

    /**
     * Looks for them.
     *
     * @param loadAverage of the minute before the start; below 0 where the system does not say
     */
    public static Doubts of(Summary summary, double loadAverage) {
        List<String> refusals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Measurement measurement : summary.measurements()) {
            if (!measurement.isValid()) {
                Tally tally = measurement.tally();
                refusals.add(String.format(
                        Locale.ROOT,
                        "%s, %s, round %d: %d of %d questions without the right answer (expected: 0); the first wrong one: %s",
                        measurement.arm(),
                        measurement.phase().title(),
                        measurement.round(),
                        tally.failed(),
                        tally.asked(),
                        tally.firstWrong().isEmpty() ? "none, they were lost" : tally.firstWrong()));
            }
        }
        for (Phase phase : List.of(Phase.DOCUMENTS_AT_CAPACITY, Phase.STREAMS_AT_CAPACITY)) {
            double room = summary.rate(Arm.DIRECT, phase).median()
                    / summary.rate(Arm.JIANHU, phase).median();
            if (!(room >= ROOM)) {
                refusals.add(String.format(
                        Locale.ROOT,
                        "%s: generator and mock alone carry %.2f x what jianhu carries (expected: %.1f or more)",
                        phase.title(),
                        room,
                        ROOM));
            }
            for (String arm : summary.arms()) {
                double width = summary.rate(arm, phase).width();
                if (width > NOISY) {
                    remarks.add(String.format(
                            Locale.ROOT,
                            "%s, %s: the rounds lie %.0f %% apart; the machine is busy with something else",
                            arm,
                            phase.title(),
                            100 * width));
                }
            }
        }
        for (Phase phase : List.of(Phase.DOCUMENTS_AT_HALF, Phase.STREAMS_AT_HALF)) {
            double late = summary.late(Arm.DIRECT, phase, 99).median();
            if (late > LATE_MILLIS) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%s: the generator itself was %.1f ms late at p99; smaller differences mean nothing",
                        phase.title(),
                        late));
            }
        }
        if (loadAverage > 0.5) {
            remarks.add(String.format(
                    Locale.ROOT, "the machine was not idle at the start: load average %.2f", loadAverage));
        }
        return new Doubts(List.copyOf(refusals), List.copyOf(remarks));
    }
}
