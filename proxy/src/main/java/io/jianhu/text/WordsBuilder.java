package io.jianhu.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Lays {@link Words} out: states breadth first, so that the shallow, hot ones lie together. Words are never compared:
 * those that share a beginning are a range of {@link #order}, which is sorted by its next character when its state is
 * reached. The time is linear in the characters of all words, but for the sorting of each range.
 */
final class WordsBuilder {

    /** After how many failed tries the array is taken to be full up to there. */
    private static final int TRIES = 32;

    /** Below this length a range is sorted by insertion. */
    private static final int SHORT = 24;

    private final char[] codes = new char[0x10000];
    private final int alphabet;
    /** All words one after the other, in renumbered characters. */
    private final char[] text;

    private final int[] starts;
    private final int[] order;
    private final long[] keys;
    private final BitSet used = new BitSet();
    private int firstFree = 1;
    private int sparse = 1;
    private int end = 1;

    private int[] cells;
    private int[] hits;
    private int[] word;
    private int[] open;
    private Level level = new Level(1);
    private Level next = new Level(1024);

    /** The states of one depth, each with the range of the words that pass through it. */
    private static final class Level {
        private int[] states;
        private int[] from;
        private int[] to;
        private int size;

        Level(int capacity) {
            states = new int[capacity];
            from = new int[capacity];
            to = new int[capacity];
        }

        void add(int state, int begin, int limit) {
            if (size == states.length) {
                states = Arrays.copyOf(states, 2 * size);
                from = Arrays.copyOf(from, 2 * size);
                to = Arrays.copyOf(to, 2 * size);
            }
            states[size] = state;
            from[size] = begin;
            to[size++] = limit;
        }
    }

    WordsBuilder(List<String> words) {
        starts = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], words.get(i).length());
        }
        text = new char[starts[words.size()]];
        order = new int[words.size()];
        keys = new long[words.size()];
        for (int i = 0; i < words.size(); i++) {
            words.get(i).getChars(0, words.get(i).length(), text, starts[i]);
            order[i] = i;
        }
        alphabet = number();
        int capacity = text.length + text.length / 8 + 2 * (alphabet + 2);
        cells = new int[4 * capacity];
        Arrays.fill(cells, -1);
        hits = new int[capacity];
        word = new int[capacity];
        open = new int[capacity];
    }

    /** Numbers the characters that occur, the most frequent from 1. */
    private int number() {
        int[] counts = new int[0x10000];
        for (char character : text) {
            counts[character]++;
        }
        long[] found = new long[counts.length];
        int count = 0;
        for (int character = 0; character < counts.length; character++) {
            if (counts[character] > 0) {
                found[count++] = (long) -counts[character] << 16 | character;
            }
        }
        Arrays.sort(found, 0, count);
        for (int i = 0; i < count; i++) {
            codes[(char) found[i]] = (char) (i + 1);
        }
        for (int i = 0; i < text.length; i++) {
            text[i] = codes[text[i]];
        }
        return count;
    }

    Words build() {
        cells[1] = 0;
        cells[2] = Words.START;
        cells[0] = -1;
        used.set(0);
        level.add(Words.START, 0, order.length);
        for (int depth = 0; level.size > 0; depth++) {
            for (int i = 0; i < level.size; i++) {
                expand(level.states[i], level.from[i], level.to[i], depth);
            }
            Level done = level;
            level = next;
            next = done;
            next.size = 0;
        }
        int size = end + alphabet + 1;
        ensure(size);
        int[] lengths = new int[order.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = starts[i + 1] - starts[i];
        }
        return new Words(
                codes,
                Arrays.copyOf(cells, 4 * size),
                Arrays.copyOf(hits, size),
                Arrays.copyOf(word, size),
                lengths,
                Arrays.copyOf(open, size));
    }

    /** Places the children of a state at {@code depth}. */
    private void expand(int state, int begin, int to, int depth) {
        sort(begin, to, depth);
        int from = begin;
        if (from < to && code(from) == 0) {
            word[state] = order[from];
            hits[state] = state;
            from++;
        }
        int fallback = cells[4 * state + 2];
        if (hits[state] == Words.NONE && state != Words.START) {
            hits[state] = hits[fallback];
        }
        open[state] = from < to ? depth : open[fallback];
        int base = state == Words.START || from == to ? 0 : place(from, to);
        cells[4 * state + 1] = base;
        int first = next.size;
        for (int i = from; i < to; ) {
            int code = code(i);
            int limit = i + 1;
            while (limit < to && code(limit) == code) {
                limit++;
            }
            int child = base + code;
            ensure(child + 1);
            used.set(child);
            end = Math.max(end, child + 1);
            cells[4 * child] = state;
            cells[4 * child + 1] = 0;
            next.add(child, i, limit);
            i = limit;
        }
        for (int i = first; i < next.size; i++) {
            int child = next.states[i];
            cells[4 * child + 2] = state == Words.START ? Words.START : Words.follow(cells, fallback, child - base);
        }
    }

    /** The next character of a word of the range that was sorted last; 0 when it has ended. */
    private int code(int index) {
        return (int) (keys[index] >>> 32);
    }

    private void sort(int from, int to, int depth) {
        for (int i = from; i < to; i++) {
            int at = starts[order[i]] + depth;
            long code = at < starts[order[i] + 1] ? text[at] : 0;
            long key = code << 32 | order[i];
            if (to - from > SHORT) {
                keys[i] = key;
            } else {
                int gap = i;
                for (; gap > from && keys[gap - 1] > key; gap--) {
                    keys[gap] = keys[gap - 1];
                }
                keys[gap] = key;
            }
        }
        if (to - from > SHORT) {
            Arrays.sort(keys, from, to);
        }
        for (int i = from; i < to; i++) {
            order[i] = (int) keys[i];
        }
    }

    /**
     * A base at which all children fall on free cells. A lone child fills the first hole; several are tried from where
     * the array is sparse, which moves on when many tries fail, so that the holes behind are left to lone ones.
     */
    private int place(int from, int to) {
        firstFree = used.nextClearBit(firstFree);
        int first = code(from);
        if (code(to - 1) == first) {
            return used.nextClearBit(Math.max(firstFree, first)) - first;
        }
        int cell = used.nextClearBit(Math.max(sparse, first));
        for (int tries = 1; !fits(cell - first, from, to); tries++) {
            cell = used.nextClearBit(cell + 1);
            if (tries % TRIES == 0) {
                sparse = Math.max(sparse, cell);
            }
        }
        return cell - first;
    }

    private boolean fits(int base, int from, int to) {
        for (int i = from; i < to; i++) {
            if (used.get(base + code(i))) {
                return false;
            }
        }
        return true;
    }

    private void ensure(int size) {
        // A step may look one alphabet beyond the last base.
        int needed = size + alphabet + 1;
        if (needed > hits.length) {
            int old = cells.length;
            int capacity = Math.max(needed, hits.length + hits.length / 2);
            cells = Arrays.copyOf(cells, 4 * capacity);
            Arrays.fill(cells, old, cells.length, -1);
            hits = Arrays.copyOf(hits, capacity);
            word = Arrays.copyOf(word, capacity);
            open = Arrays.copyOf(open, capacity);
        }
    }
}
