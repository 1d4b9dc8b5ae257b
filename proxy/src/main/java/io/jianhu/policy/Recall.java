package io.jianhu.policy;

import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.source.Value;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one compilation takes over from another: whatever is made of the very same. Each thing is found by all that it
 * depends on, so that taking it over is the same as making it again.
 *
 * @param day of the compilation; verdicts on dates may change with it, so that tests run again
 * @param matchers why each cannot be used
 * @param clues why each cannot be used
 */
record Recall(
        LocalDate day,
        Shelf<Source, WordLists.Base> lists,
        Shelf<Source, Optional<Value>> documents,
        Shelf<Matcher, Optional<String>> matchers,
        Shelf<Clue, Optional<String>> clues,
        Shelf<Clue, Integer> holdBacks,
        Shelf<Map<String, Engine.Named>, Guard> identifiers,
        Shelf<List<Clue>, List<Guard>> guards,
        Shelf<Rehearsed, Outcome> outcomes) {

    static Recall none(LocalDate day) {
        return new Recall(
                day,
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty(),
                Shelf.empty());
    }

    Recall next(LocalDate today) {
        return new Recall(
                today,
                lists.next(),
                documents.next(),
                matchers.next(),
                clues.next(),
                holdBacks.next(),
                identifiers.next(),
                guards.next(),
                today.equals(day) ? outcomes.next() : Shelf.empty());
    }

    /** A file: its path and what it says. */
    record Source(String path, byte[] bytes) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Source source && path.equals(source.path) && Arrays.equals(bytes, source.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + Arrays.hashCode(bytes);
        }
    }

    /**
     * A text and who reads it.
     *
     * @param guards all that may find the rule; each is equal to itself alone
     */
    record Rehearsed(String rule, Side side, List<Guard> guards, List<String> pieces) {}

    /**
     * What reading a text showed of one rule.
     *
     * @param lost how many characters of a match were let go before it was found
     */
    record Outcome(boolean found, int lost) {}
}
