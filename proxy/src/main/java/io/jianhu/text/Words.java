package io.jianhu.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of many words in one pass over a text that may come in any pieces: an Aho-Corasick automaton
 * (Aho and Corasick, 1975) in a double array, over characters renumbered by frequency. The state of a reading is one
 * {@code int}. Immutable.
 */
public final class Words {

    /** The state before the first character. */
    public static final int START = 0;

    /** What {@link #hit} and {@link #nextHit} answer when no word ends. */
    public static final int NONE = 0;

    private final char[] codes;
    /** For each state its parent, base and fallback in one cache line; a free cell has parent -1. */
    private final int[] cells;

    private final int[] hits;
    private final int[] words;
    private final int[] lengths;
    private final int[] open;
    private final int longest;

    Words(char[] codes, int[] cells, int[] hits, int[] words, int[] lengths, int[] open) {
        this.codes = codes;
        this.cells = cells;
        this.hits = hits;
        this.words = words;
        this.lengths = lengths;
        this.open = open;
        longest = Arrays.stream(lengths).max().orElse(0);
    }

    /** An automaton for {@code words}, which are not empty and all different. */
    public static Words of(List<String> words) {
        return new WordsBuilder(words).build();
    }

    /** The state after one more character. */
    public int step(int state, char character) {
        int code = codes[character];
        return code == 0 ? START : follow(cells, state, code);
    }

    static int follow(int[] cells, int from, int code) {
        int state = from;
        while (true) {
            int target = cells[4 * state + 1] + code;
            if (cells[4 * target] == state) {
                return target;
            }
            if (state == START) {
                return START;
            }
            state = cells[4 * state + 2];
        }
    }

    /** The longest word that ends in {@code state}, as a hit, or {@link #NONE}. */
    public int hit(int state) {
        return hits[state];
    }

    /** The next shorter word that ends where {@code hit} ends, as a hit, or {@link #NONE}. */
    public int nextHit(int hit) {
        return hits[cells[4 * hit + 2]];
    }

    /** The index of the word of a hit in the list given. */
    public int word(int hit) {
        return words[hit];
    }

    /** The length of the word of a hit. */
    public int length(int hit) {
        return lengths[words[hit]];
    }

    /** How many of the characters just read may be the beginning of a longer word: the longest open candidate. */
    public int open(int state) {
        return open[state];
    }

    int size() {
        return hits.length;
    }

    /** The length of the longest word, 0 if there are none. */
    public int longest() {
        return longest;
    }
}
