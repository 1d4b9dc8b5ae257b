package io.jianhu.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Lays {@link Words} out: states breadth first, so that the shallow, hot ones lie together. */
final class WordsBuilder {

    /** How many places are tried for a state with several children before it goes to the end of the array. */
    private static final int TRIES = 64;

    private final List<String> words;
    private final char[] codes = new char[0x10000];
    private final int alphabet;
    private final int[] sorted;
    private final BitSet used = new BitSet();
    private int firstFree = 1;
    private int end = 1;

    private int[] cells;
    private int[] hits;
    private int[] word;
    private int[] open;
    private int[] low;
    private int[] high;
    private int[] placed = new int[16];
    private int[] begins = new int[17];
    private int[] childCodes = new int[16];

    WordsBuilder(List<String> words) {
        this.words = words;
        alphabet = number();
        sorted = IntStream.range(0, words.size())
                .boxed()
                .sorted(Comparator.comparing(words::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int capacity =
                2 * (alphabet + 2) + 2 * words.stream().mapToInt(String::length).sum();
        cells = new int[4 * capacity];
        Arrays.fill(cells, -1);
        hits = new int[capacity];
        word = new int[capacity];
        open = new int[capacity];
        low = new int[capacity];
        high = new int[capacity];
    }

    /** Numbers the characters that occur, the most frequent from 1. */
    private int number() {
        int[] counts = new int[0x10000];
        for (String text : words) {
            for (int i = 0; i < text.length(); i++) {
                counts[text.charAt(i)]++;
            }
        }
        int[] characters = IntStream.range(0, counts.length)
                .filter(character -> counts[character] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer character) -> -counts[character]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < characters.length; i++) {
            codes[characters[i]] = (char) (i + 1);
        }
        return characters.length;
    }

    Words build() {
        int[] queue = new int[1024];
        int tail = 1;
        low[0] = 0;
        high[0] = sorted.length;
        cells[1] = 0;
        cells[2] = Words.START;
        used.set(0);
        int levelEnd = 1;
        int depth = 0;
        for (int head = 0; head < tail; head++) {
            if (head == levelEnd) {
                depth++;
                levelEnd = tail;
            }
            int state = queue[head];
            int children = expand(state, depth);
            if (tail + children > queue.length) {
                queue = Arrays.copyOf(queue, Math.max(2 * queue.length, tail + children));
            }
            for (int i = 0; i < children; i++) {
                queue[tail++] = placed[i];
            }
        }
        int size = end + alphabet + 1;
        ensure(size);
        return new Words(
                codes,
                Arrays.copyOf(cells, 4 * size),
                Arrays.copyOf(hits, size),
                Arrays.copyOf(word, size),
                words.stream().mapToInt(String::length).toArray(),
                Arrays.copyOf(open, size));
    }

    /** Places the children of a state at {@code depth}; returns how many there are. */
    private int expand(int state, int depth) {
        int from = low[state];
        int to = high[state];
        while (from < to && words.get(sorted[from]).length() == depth) {
            word[state] = sorted[from];
            hits[state] = state;
            from++;
        }
        int fallback = cells[4 * state + 2];
        if (hits[state] == Words.NONE && state != Words.START) {
            hits[state] = hits[fallback];
        }
        int count = children(from, to, depth);
        open[state] = count > 0 ? depth : open[fallback];
        int base = state == Words.START ? 0 : place(count);
        cells[4 * state + 1] = base;
        for (int i = 0; i < count; i++) {
            int child = base + childCodes[i];
            ensure(child + 1);
            used.set(child);
            end = Math.max(end, child + 1);
            cells[4 * child] = state;
            cells[4 * child + 1] = 0;
            low[child] = begins[i];
            high[child] = begins[i + 1];
            placed[i] = child;
        }
        for (int i = 0; i < count; i++) {
            cells[4 * placed[i] + 2] =
                    state == Words.START ? Words.START : Words.follow(cells, fallback, childCodes[i]);
        }
        return count;
    }

    private int children(int from, int to, int depth) {
        int count = 0;
        int previous = -1;
        for (int i = from; i < to; i++) {
            char next = words.get(sorted[i]).charAt(depth);
            if (next != previous) {
                if (count == childCodes.length) {
                    childCodes = Arrays.copyOf(childCodes, 2 * count);
                    placed = Arrays.copyOf(placed, 2 * count);
                    begins = Arrays.copyOf(begins, 2 * count + 1);
                }
                childCodes[count] = codes[next];
                begins[count++] = i;
                previous = next;
            }
        }
        begins[count] = to;
        return count;
    }

    /** A base at which all children fall on free cells. */
    private int place(int count) {
        if (count == 0) {
            return 0;
        }
        firstFree = used.nextClearBit(firstFree);
        int first = childCodes[0];
        int cell = used.nextClearBit(Math.max(firstFree, first));
        for (int tries = 0; tries < TRIES; tries++) {
            int base = cell - first;
            if (fits(base, count)) {
                return base;
            }
            cell = used.nextClearBit(cell + 1);
        }
        return end;
    }

    private boolean fits(int base, int count) {
        for (int i = 0; i < count; i++) {
            if (base + childCodes[i] <= 0 || used.get(base + childCodes[i])) {
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
            int capacity = Math.max(needed, 2 * hits.length);
            cells = Arrays.copyOf(cells, 4 * capacity);
            Arrays.fill(cells, old, cells.length, -1);
            hits = Arrays.copyOf(hits, capacity);
            word = Arrays.copyOf(word, capacity);
            open = Arrays.copyOf(open, capacity);
            low = Arrays.copyOf(low, capacity);
            high = Arrays.copyOf(high, capacity);
        }
    }
}
