package io.jianhu.loadtest.growth;

import java.util.OptionalDouble;

/** What came of one size. */
sealed interface Point {

    int size();

    /**
     * It was measured.
     *
     * @param cpuMicros the gateway's processor time of what the growth's cost is of, without that of its compiler
     * @param idleMillis the same of a second in which nobody asks, in milliseconds
     * @param liveMib what its heap holds after a collection
     * @param residentMib its memory as the system counts it
     * @param readySeconds from its start until it says it is ready
     */
    record Measured(
            int size,
            double cpuMicros,
            OptionalDouble idleMillis,
            OptionalDouble liveMib,
            OptionalDouble residentMib,
            OptionalDouble readySeconds)
            implements Point {}

    /** The gateway does not go so far. */
    record Failed(int size, String reason) implements Point {

        static Failed because(Exception failure, int size) {
            return new Failed(size, String.valueOf(failure.getMessage()));
        }
    }

    /** It cannot be tried on this machine. */
    record LeftOut(int size, String reason) implements Point {}
}
