package io.jianhu.guard;

import java.util.Arrays;

/** The sentences in which sights are taken back, as far back as that may still matter. */
final class TakenBack {

    private static final int[] NONE = {};

    private int[] sentences = NONE;
    /** For each of them the index at which it was found that sights are taken back, in ascending order. */
    private int[] found = NONE;

    private int first;
    private int last;

    /**
     * Takes a sentence.
     *
     * @param at the index at which it was found
     * @param horizon the index before which what was found is of no use any more
     */
    void add(int sentence, int at, int horizon) {
        while (first < last && found[first] < horizon) {
            first++;
        }
        if (has(sentence)) {
            return;
        }
        if (last == sentences.length) {
            int kept = last - first;
            int size = Math.max(4, kept > sentences.length / 2 ? 2 * sentences.length : sentences.length);
            sentences = Arrays.copyOf(Arrays.copyOfRange(sentences, first, last), size);
            found = Arrays.copyOf(Arrays.copyOfRange(found, first, last), size);
            first = 0;
            last = kept;
        }
        sentences[last] = sentence;
        found[last++] = at;
    }

    boolean has(int sentence) {
        for (int i = last - 1; i >= first; i--) {
            if (sentences[i] == sentence) {
                return true;
            }
        }
        return false;
    }
}
