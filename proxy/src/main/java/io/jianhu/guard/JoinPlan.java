package io.jianhu.guard;

import java.util.List;

/**
 * What the sights of several parts must have in common to be a sight of them all.
 *
 * @param use what its sights are for
 * @param parts where the sights of each part may come from late
 * @param needed words of which one must stand near each sight, by the number of the context
 * @param taking words that take a sight back when they stand near it, numbered on from those
 * @param takers where sights that take back may come from late
 * @param bySentence whether anything takes back within a sentence
 * @param horizon for how many normalised characters after a sight's first it may still come
 */
record JoinPlan(
        Use use,
        List<Sources> parts,
        List<Window> needed,
        List<Window> taking,
        Sources takers,
        boolean bySentence,
        int horizon) {

    /**
     * How far words may stand from a sight.
     *
     * @param within in normalised characters
     * @param longest the length of the longest of the words
     */
    record Window(int within, int longest) {}

    JoinPlan {
        parts = List.copyOf(parts);
        needed = List.copyOf(needed);
        taking = List.copyOf(taking);
    }
}
