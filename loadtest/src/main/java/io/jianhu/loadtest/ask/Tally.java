package io.jianhu.loadtest.ask;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was counted in one run. Latency is from the time at which a question was due, so that a stall is seen by all the
 * questions that fell due in it. Used by one thread.
 */
public final class Tally {

    private static final long LONGEST = 120_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram latency = new Histogram(LONGEST, DIGITS);
    private final Histogram personal = new Histogram(LONGEST, DIGITS);
    private final Histogram firstToken = new Histogram(LONGEST, DIGITS);
    private final Histogram late = new Histogram(LONGEST, DIGITS);
    private final Histogram otherwise = new Histogram(LONGEST, DIGITS);
    private final Timeline timeline = new Timeline();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private String firstWrong = "";

    long asked;
    /** Of {@link System#nanoTime}, like {@link #ended}. */
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
    public void add(Tally other) {
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

    /** Nanoseconds from due to the end of the answer, of right answers. */
    public Histogram latency() {
        return latency;
    }

    /** The same, of those questions only that had a personal number in them. */
    public Histogram personal() {
        return personal;
    }

    /** Nanoseconds from due to the first of the model's words, of right answers. */
    public Histogram firstToken() {
        return firstToken;
    }

    /** Nanoseconds from due to sent, of right answers: what the generator itself was late, and what waited for a lane. */
    public Histogram late() {
        return late;
    }

    /** Nanoseconds from due to the end of what was not the right answer. */
    public Histogram otherwise() {
        return otherwise;
    }

    /** What became of the questions from moment to moment. */
    public Timeline timeline() {
        return timeline;
    }

    /** What the first answer looked like that was not right; empty when there was none. */
    public String firstWrong() {
        return firstWrong;
    }

    /** Nanoseconds from the beginning to the end of the last answer. */
    public long nanos() {
        return ended - began;
    }

    /** How many questions were asked. */
    public long asked() {
        return asked;
    }

    /** How many questions came to this. */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** How many questions came to their right answers. */
    public long right() {
        return of(Outcome.RIGHT);
    }

    /** Right answers a second. */
    public double rate() {
        return ended > began ? right() * 1e9 / (ended - began) : 0;
    }

    /** Questions that were asked and got no right answer. */
    public long failed() {
        return asked - right();
    }
}
