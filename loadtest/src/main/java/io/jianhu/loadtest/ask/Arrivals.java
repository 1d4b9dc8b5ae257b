package io.jianhu.loadtest.ask;

import java.util.Random;

/** When questions fall due: at a mean rate that does not depend on how fast they are answered. */
public final class Arrivals {

    /** How the times between arrivals are spread. */
    public enum Kind {
        /** All alike. */
        CONSTANT,
        /** Exponential, as of many citizens who do not know of each other. */
        POISSON
    }

    private final Kind kind;
    private final double mean;
    private final Random random;

    /** @param rate arrivals a second, more than 0 */
    public Arrivals(Kind kind, double rate, long seed) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: more than 0)");
        }
        this.kind = kind;
        mean = 1e9 / rate;
        random = new Random(seed);
    }

    /** Nanoseconds to the next arrival. */
    double gap() {
        return switch (kind) {
            case CONSTANT -> mean;
            case POISSON -> -mean * Math.log(1 - random.nextDouble());
        };
    }
}
