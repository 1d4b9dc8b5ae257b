package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.ask.Tally;

/**
 * One arm's figures of one phase in one round.
 *
 * @param cpuNanos of the arm's own process; 0 where nothing stands in the way
 * @param modelCpuNanos of the mock model
 * @param generatorCpuNanos of the generator
 * @param residentKib of the arm's own process, at the end
 */
public record Measurement(
        String arm,
        Phase phase,
        int round,
        Tally tally,
        long cpuNanos,
        long modelCpuNanos,
        long generatorCpuNanos,
        long residentKib) {

    /** Whether every question was answered rightly; otherwise its speed does not count. */
    boolean isValid() {
        return tally.failed() == 0 && tally.right() > 0;
    }

    double cpuMicrosPerAnswer() {
        return perAnswer(cpuNanos);
    }

    double perAnswer(long nanos) {
        return tally.right() == 0 ? 0 : nanos / 1000.0 / tally.right();
    }
}
