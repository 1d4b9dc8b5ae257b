package io.jianhu.loadtest.ask;

import java.time.Duration;

/** Tallies of runs that never were. */
public final class Tallies {

    private Tallies() {}

    /** Of questions that came to their right answers, and others that came to something else. */
    public static Tally of(long right, Outcome other, long others) {
        Tally tally = new Tally();
        tally.asked = right + others;
        for (long i = 0; i < right; i++) {
            tally.add(Outcome.RIGHT);
        }
        for (long i = 0; i < others; i++) {
            tally.add(other);
        }
        return tally;
    }

    public static Tally of(long right) {
        return of(right, Outcome.WRONG, 0);
    }

    /** Of questions of which only some were answered, rightly. */
    public static Tally unanswered(long asked, long right) {
        Tally tally = of(right);
        tally.asked = asked;
        return tally;
    }

    /** The same, of a run that took so long. */
    public static Tally lasting(Duration duration, Tally tally) {
        tally.ended = tally.began + duration.toNanos();
        return tally;
    }

    /** A question that ended at a moment of the run; both in nanoseconds. */
    public static void end(Tally tally, Outcome outcome, long at, long took) {
        tally.timeline().add(outcome, at, took);
    }
}
