package io.jianhu.loadtest;

import org.HdrHistogram.Histogram;

/**
 * What was counted in one run. Latency is from the time at which a question was due, so that a stall is seen by all the
 * questions that fell due in it. Used by one thread.
 */
final class Tally {

    private static final long LONGEST = 120_000_000_000L;
    private static final int DIGITS = 3;

    /** Times in nanoseconds from due to the end of the answer, of right answers. */
    final Histogram latency = new Histogram(LONGEST, DIGITS);

    /** The same, of those questions only that had a personal number in them. */
    final Histogram personal = new Histogram(LONGEST, DIGITS);

    /** From due to the first of the model's words. */
    final Histogram firstToken = new Histogram(LONGEST, DIGITS);

    /** From due to sent: what the generator itself was late, and what waited for a lane. */
    final Histogram late = new Histogram(LONGEST, DIGITS);

    long asked;
    long right;
    long wrong;
    long lost;
    /** What the first wrong answer looked like; empty when there was none. */
    String firstWrong = "";

    long began;
    long ended;

    void add(Answered answered, boolean isPersonal) {
        ended = answered.ended();
        if (!answered.right()) {
            wrong++;
            if (firstWrong.isEmpty()) {
                firstWrong = "status " + answered.status() + ", " + answered.bytes() + " bytes of text after "
                        + (answered.ended() - answered.sent()) / 1_000_000 + " ms";
            }
            return;
        }
        right++;
        record(latency, answered.ended() - answered.due());
        record(firstToken, answered.firstToken() - answered.due());
        record(late, answered.sent() - answered.due());
        if (isPersonal) {
            record(personal, answered.ended() - answered.due());
        }
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** Right answers a second. */
    double rate() {
        return ended > began ? right * 1e9 / (ended - began) : 0;
    }

    /** Questions that were asked and got no right answer. */
    long failed() {
        return asked - right;
    }
}
