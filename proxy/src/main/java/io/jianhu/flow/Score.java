package io.jianhu.flow;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** What an answer has scored so far, over all of its lanes; every rule counts once. Used by one thread at a time. */
final class Score {

    private final OptionalInt least;
    private final Set<String> counted;
    private int sum;

    /** @param least the least score that stops the answer; empty when none does */
    Score(OptionalInt least) {
        this(least, Set.of(), 0);
    }

    private Score(OptionalInt least, Set<String> counted, int sum) {
        this.least = least;
        this.counted = new HashSet<>(counted);
        this.sum = sum;
    }

    /** The same score, to see what would become of it. */
    Score copy() {
        return new Score(least, counted, sum);
    }

    /** Counts a rule, and tells whether that brought the score to where it stops the answer, or beyond. */
    boolean add(String rule, int points) {
        if (least.isEmpty() || points == 0 || !counted.add(rule)) {
            return false;
        }
        sum += points;
        return sum >= least.getAsInt();
    }
}
