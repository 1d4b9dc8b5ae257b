package io.jianhu.robot;

import io.jianhu.source.Fields;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how much a client or a robot may be asked for. */
final class LimitsForm {

    private static final int MOST = 1_000_000;
    private static final int LEAST_BYTES = 1 << 10;
    private static final int MOST_BYTES = 1 << 30;
    private static final int FLOOR = 4;
    private static final int CEILING = 200;

    private LimitsForm() {}

    /** The limits of a robot; none of what its file does not name. */
    static Robot.Limits robot(Fields form) {
        Fields limits = form.fields("limits");
        Robot.Limits read = new Robot.Limits(
                most(limits, "requestsPerSecond"), most(limits, "streams"), bytes(limits, "bodies"), adaptive(limits));
        limits.end();
        return read;
    }

    private static Optional<Robot.Adaptive> adaptive(Fields limits) {
        if (limits.value("adaptive").isEmpty()) {
            return Optional.empty();
        }
        Fields adaptive = limits.fields("adaptive");
        int floor = adaptive.integer("floor", FLOOR, 1, MOST);
        Robot.Adaptive read = new Robot.Adaptive(floor, adaptive.integer("ceiling", Math.max(floor, CEILING), 1, MOST));
        adaptive.end();
        if (read.ceiling() < floor) {
            adaptive.problem("ceiling", read.ceiling() + " (expected: the floor, " + floor + ", or more)");
            return Optional.empty();
        }
        return Optional.of(read);
    }

    static OptionalInt most(Fields limits, String key) {
        int most = limits.integer(key, 0, 1, MOST);
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }

    static OptionalInt bytes(Fields limits, String key) {
        if (limits.value(key).isEmpty()) {
            return OptionalInt.empty();
        }
        long bytes = limits.bytes(key, LEAST_BYTES);
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            limits.problem(key, bytes + " bytes (expected: 1KiB to 1GiB)");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) bytes);
    }
}
