package io.jianhu.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of many words in one pass over a text that may come in any pieces: an Aho-Corasick automaton
 * (Aho and Corasick, 1975) in a double array (Aoe, 1989), over characters renumbered by frequency. The state of a
 * reading is one {@code int}. Immutable.
 *
 * <p>The states after one character are the numbers of those characters, from 1, so that most steps over ordinary text
 * need no look at the array: a filter of the first two characters of all words says that no word goes on.
 */
public final class Words {

    /** The state before the first character. */
    public static final int START = 0;

    /** What {@link #hit} and {@link #nextHit} answer when no word ends. */
    public static final int NONE = 0;

    /** Takes the occurrences that {@link #longest} finds. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one occurrence.
         *
         * @param word the index of the word in the list given
         * @param start where it begins, in characters of the text
         * @param end where it ends
         */
        void accept(int word, int start, int end);
    }

    /** Where in the cell of a state stands the state before it; -1 in a free cell. */
    static final int PARENT = 0;

    /** Where in the cell of a state stands what is added to the number of a character for the state after it. */
    static final int BASE = 1;

    /** Where in the cell of a state stands the state of its longest proper suffix. */
    static final int FALLBACK = 2;

    /**
     * Where in the cell of a state stands the base of that suffix: most characters of a text end in the middle of a word
     * that does not go on, and the next ones are found without a look at a second cell.
     */
    static final int FALLBACK_BASE = 3;

    /** How many numbers a cell has; four of them lie in one cache line. */
    static final int WIDTH = 4;

    private final char[] codes;
    private final int firsts;
    private final int quiet;
    private final int[] cells;
    private final Pairs pairs;
    private final int[] lengths;
    private final int[] hits;
    private final int[] shorter;
    private final int[] open;
    private final int longest;

    /**
     * An automaton.
     *
     * @param lengths the length of each word
     * @param hits for each state the longest word that ends there, as a hit
     * @param shorter for each word the hit of the longest word that it ends with, or {@link #NONE}
     * @param open for each state its longest open candidate
     */
    Words(Alphabet alphabet, int[] cells, Pairs pairs, int[] lengths, int[] hits, int[] shorter, int[] open) {
        codes = alphabet.codes();
        firsts = alphabet.firsts();
        quiet = alphabet.quiet();
        this.cells = cells;
        this.pairs = pairs;
        this.lengths = lengths;
        this.hits = hits;
        this.shorter = shorter;
        this.open = open;
        longest = Arrays.stream(lengths).max().orElse(0);
    }

    /**
     * An automaton for {@code words}, which are not empty and all different.
     *
     * @throws IllegalArgumentException if a word is empty or there twice, or all 65,536 characters occur
     */
    public static Words of(List<String> words) {
        return new WordsBuilder(words).build();
    }

    /** The state after one more character. */
    public int step(int state, char character) {
        return step(cells, firsts, pairs, state, codes[character]);
    }

    /**
     * The state after {@code from} and the character of number {@code code}, 0 for one in no word.
     *
     * @param firsts how many characters begin a word: they and the states after them have the numbers from 1
     */
    static int step(int[] cells, int firsts, Pairs pairs, int from, int code) {
        if (from <= firsts && pairs.lacks(from, code)) {
            return code <= firsts ? code : START;
        }
        int state = from;
        while (true) {
            int cell = WIDTH * state;
            int target = cells[cell + BASE] + code;
            if (cells[WIDTH * target + PARENT] == state) {
                return target;
            }
            state = cells[cell + FALLBACK];
            if (state <= firsts) {
                target = cells[cell + FALLBACK_BASE] + code;
                return state != START && cells[WIDTH * target + PARENT] == state
                        ? target
                        : code <= firsts ? code : START;
            }
        }
    }

    /** The longest word that ends in {@code state}, as a hit, or {@link #NONE}. */
    public int hit(int state) {
        return state <= quiet ? NONE : hits[state];
    }

    /** The next shorter word that ends where {@code hit} ends, as a hit, or {@link #NONE}. */
    public int nextHit(int hit) {
        return shorter[hit - 1];
    }

    /** The index of the word of a hit in the list given. */
    public int word(int hit) {
        return hit - 1;
    }

    /** The length of the word of a hit. */
    public int length(int hit) {
        return lengths[hit - 1];
    }

    /** Whether a word occurs in {@code text}. */
    public boolean occursIn(CharSequence text) {
        int state = START;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            if (hit(state) != NONE) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds the occurrences in a whole text that do not overlap, from left to right: of those that begin first, the
     * longest; then on from its end. Takes time for each character and for each occurrence, overlapping ones included.
     */
    public void longest(CharSequence text, Sink sink) {
        new Leftmost(this, text.length(), sink).read(text);
    }

    /** How many of the characters just read may be the beginning of a longer word: the longest open candidate. */
    public int open(int state) {
        return open[state];
    }

    /** The length of the longest word, 0 if there are none. */
    public int longest() {
        return longest;
    }
}
