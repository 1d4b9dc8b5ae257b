package io.jianhu.flow;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How often something becomes free, so that who is turned away can be told when to come again. For any thread. */
public final class Departures {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(60);
    /** The share of the newest interval in the mean. */
    private static final double WEIGHT = 0.1;

    private final LongSupplier nanoTime;
    private double interval;
    private long last;
    private boolean seen;

    /** @param nanoTime a clock that only goes forward, in nanoseconds */
    public Departures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One has left. */
    public synchronized void left() {
        long now = nanoTime.getAsLong();
        if (seen) {
            interval += WEIGHT * (now - last - interval);
        }
        last = now;
        seen = true;
    }

    /** How long until the next one leaves, as far as can be told from those before: 1 to 60 seconds. */
    public synchronized Duration untilNext() {
        double since = seen ? nanoTime.getAsLong() - last : 0; // where none has left for long, none will soon
        return clamp(Duration.ofNanos((long) Math.max(interval, since)));
    }

    /** A time that a caller may be told to wait: whole seconds, 1 to 60. */
    static Duration clamp(Duration wait) {
        Duration whole = wait.getNano() == 0 ? wait : Duration.ofSeconds(wait.getSeconds() + 1);
        return whole.compareTo(LEAST) < 0 ? LEAST : whole.compareTo(MOST) > 0 ? MOST : whole;
    }
}
