package io.jianhu.demo;

import java.time.Duration;

/**
 * How a mock robot speaks.
 *
 * @param pause between two events of a stream, and before a JSON answer; zero or more
 * @param seed chooses among equally good answers and where they are cut
 * @param kept how many of the newest requests are kept, 0 or more
 */
public record Manner(Mood mood, Duration pause, long seed, int kept) {

    /** Well-behaved, 15 ms between events, 100 requests kept. */
    public static final Manner DEFAULT = new Manner(Mood.WELL, Duration.ofMillis(15), 1, 100);

    public Manner {
        if (pause.isNegative() || kept < 0) {
            throw new IllegalArgumentException("manner (expected: pause and kept of 0 or more)");
        }
    }

    public Manner with(Mood other) {
        return new Manner(other, pause, seed, kept);
    }

    /** Without pauses. */
    public Manner hurried() {
        return new Manner(mood, Duration.ZERO, seed, kept);
    }
}
