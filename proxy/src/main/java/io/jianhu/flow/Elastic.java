package io.jianhu.flow;

import io.jianhu.robot.Robot;
import java.util.Arrays;

/**
 * How many exchanges a robot's model is given at once, by how long its first words take: while they come about as soon
 * as usual the number grows, and when they take more than twice as long it shrinks in proportion. A sample is the time
 * to the first words of a stream and never the time of a whole answer, which depends on how much there is to say. For any
 * thread.
 *
 * <p>After Vegas and Netflix's gradient. Usual falls fast. It rises only while it cannot be our own load that makes the
 * model slow: where few run, or no more than the floor. A mean that rises always would follow the queue it has let grow.
 */
final class Elastic {

    private static final int SAMPLES = 8;
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final double TOLERANCE = 2;
    private static final double LEAST_GRADIENT = 0.5;
    private static final double STEP = 0.2;
    private static final double RISE = 0.02;
    private static final double FALL = 0.5;
    private static final double SETBACK = 0.9;

    private final Robot.Adaptive bounds;
    private final long[] samples = new long[1 << 10];
    private int taken;
    private int busiest;
    private long began;
    private double usual;
    private double limit;

    Elastic(Robot.Adaptive bounds) {
        this.bounds = bounds;
        limit = Math.sqrt((double) bounds.floor() * bounds.ceiling());
    }

    Robot.Adaptive bounds() {
        return bounds;
    }

    /** How many exchanges may run now: within the bounds. */
    synchronized int limit() {
        return (int) Math.round(limit);
    }

    /** So many run now. */
    synchronized void saw(int running) {
        busiest = Math.max(busiest, running);
    }

    /**
     * The first words of a stream have come.
     *
     * @param took since the model was asked, in nanoseconds
     * @param now nanoseconds of a clock that only goes forward
     */
    synchronized void sample(long took, long now) {
        if (taken == 0) {
            began = now;
        }
        if (taken < samples.length) {
            samples[taken++] = took;
        }
        if (taken >= SAMPLES && now - began >= WINDOW_NANOS) {
            weigh(median());
            taken = 0;
            busiest = 0;
        }
    }

    /** The model was asked, and its first words did not come in time. */
    synchronized void lost() {
        set(limit * SETBACK);
    }

    private double median() {
        long[] sorted = Arrays.copyOf(samples, taken);
        Arrays.sort(sorted);
        return Math.max(1, sorted[taken / 2]);
    }

    private void weigh(double newest) {
        boolean needed = busiest >= limit / 2;
        if (usual == 0) {
            usual = newest;
        } else if (newest < usual) {
            usual += (newest - usual) * FALL;
        } else if (!needed || limit <= bounds.floor()) {
            usual += (newest - usual) * RISE;
        }
        double gradient = Math.clamp(TOLERANCE * usual / newest, LEAST_GRADIENT, 1);
        if (gradient < 1) {
            set(limit + STEP * (limit * gradient - limit));
        } else if (needed) { // what nobody needs says nothing of whether it would do
            set(limit + STEP * Math.sqrt(limit));
        }
    }

    private void set(double next) {
        limit = Math.clamp(next, bounds.floor(), bounds.ceiling());
    }
}
