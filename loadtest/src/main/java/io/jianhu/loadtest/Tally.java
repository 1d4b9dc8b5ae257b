package io.jianhu.loadtest;

import java.util.EnumMap;
import java.util.Map;
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

    /** From due to the end of what was not the right answer. */
    final Histogram otherwise = new Histogram(LONGEST, DIGITS);

    final Timeline timeline = new Timeline();

    long asked;
    /** What the first answer looked like that was not right; empty when there was none. */
    String firstWrong = "";

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

    long began;
    long ended;

    void add(Answered answered, boolean isPersonal) {
        long took = answered.ended() - answered.due();
        count(answered.outcome(), answered.ended(), took);
        if (answered.outcome() != Outcome.RIGHT) {
            record(otherwise, took);
            if (firstWrong.isEmpty()) {
                firstWrong = "status " + answered.status() + ", " + answered.bytes() + " bytes of text after "
                        + (answered.ended() - answered.sent()) / 1_000_000 + " ms";
            }
            return;
        }
        record(latency, took);
        record(firstToken, answered.firstToken() - answered.due());
        record(late, answered.sent() - answered.due());
        if (isPersonal) {
            record(personal, took);
        }
    }

    /** A question was under way on a connection that is gone. */
    void lose(long now) {
        count(Outcome.LOST, now, 0);
    }

    /** Adds what was counted in another run, without its moments. */
    void add(Tally other) {
        asked += other.asked;
        other.outcomes.forEach((outcome, times) -> outcomes.merge(outcome, times, Long::sum));
        latency.add(other.latency);
        personal.add(other.personal);
        firstToken.add(other.firstToken);
        late.add(other.late);
        otherwise.add(other.otherwise);
        if (firstWrong.isEmpty()) {
            firstWrong = other.firstWrong;
        }
    }

    private void count(Outcome outcome, long now, long took) {
        ended = Math.max(ended, now);
        add(outcome);
        timeline.add(outcome, Math.max(0, now - began), took);
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** Counts an outcome alone. */
    void add(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    long right() {
        return of(Outcome.RIGHT);
    }

    /** Right answers a second. */
    double rate() {
        return ended > began ? right() * 1e9 / (ended - began) : 0;
    }

    /** Questions that were asked and got no right answer. */
    long failed() {
        return asked - right();
    }
}
