package io.jianhu.loadtest;

/** Tallies of runs that never were. */
final class Tallies {

    private Tallies() {}

    /** Of questions that came to their right answers, and others that came to something else. */
    static Tally of(long right, Outcome other, long others) {
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

    static Tally of(long right) {
        return of(right, Outcome.WRONG, 0);
    }
}
