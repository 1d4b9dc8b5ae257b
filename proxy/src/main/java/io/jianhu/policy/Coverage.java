package io.jianhu.policy;

import java.util.List;

/**
 * What the tests of one rule reach.
 *
 * @param hits how many of its tests expect a match
 * @param misses how many of its tests expect none
 * @param match what it looks for, and whether it stands in a test that expects a match
 * @param unless what takes its matches back, and whether it stands in a test that expects none
 */
public record Coverage(Rule rule, int hits, int misses, List<Reach> match, List<Reach> unless) {

    public Coverage {
        match = List.copyOf(match);
        unless = List.copyOf(unless);
    }

    /**
     * A matcher of a rule; a whole list is one.
     *
     * @param kind as in rule files: {@code phrase}, {@code regex}, {@code list} and the like
     * @param words as in rule files: the phrase, the expression, the path of the list and the like
     * @param entries how many entries a list has, otherwise 1
     * @param reached how many of the entries stand in a test
     */
    public record Reach(String kind, String words, int entries, int reached) {
        static final String LIST = "list";

        public boolean isReached() {
            return reached > 0;
        }
    }

    /** How many matchers are reached. */
    public static int reached(List<Reach> matchers) {
        return (int) matchers.stream().filter(Reach::isReached).count();
    }
}
