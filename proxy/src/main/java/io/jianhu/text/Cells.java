package io.jianhu.text;

import java.util.Arrays;

/**
 * The cells of a double array while it is laid out. States come breadth first, so that shallow, hot ones lie near the
 * front.
 *
 * <p>Places for several children are looked for 64 at a time, in a bit set of the free cells, from where the last search
 * for about as many ended; each search moves that place on by a share of the way it went, so that all searches together
 * take time in proportion to the array. Single children fill the lowest free cells that are left.
 */
final class Cells {

    private static final int SIZE_CLASSES = Integer.SIZE;
    /** The share of its way by which a search moves the beginning of the next one, as a shift. */
    private static final int SHARE = 3;

    private final int alphabet;
    private final int[] beginnings = new int[SIZE_CLASSES];
    /** For each cell whether it is free, in bits. */
    private long[] free;

    private int[] numbers;
    private int[] hits;
    private int[] open;
    /** No cell before it is free. */
    private int lowestFree;

    /** No cell behind the first {@link #alphabet} and before it is free. */
    private int lowestFreeForAll;

    private int end = 1;
    private int greatestBase;

    /** Cells for about {@code expected} states; there may be any number. */
    Cells(int alphabet, int expected) {
        this.alphabet = alphabet;
        lowestFreeForAll = alphabet + 1;
        int capacity = expected + 2 * alphabet + 2 * Long.SIZE;
        numbers = new int[Words.WIDTH * capacity];
        Arrays.fill(numbers, -1);
        hits = new int[capacity];
        open = new int[capacity];
        free = new long[capacity / Long.SIZE + 1];
        Arrays.fill(free, -1);
        take(Words.START, -1);
    }

    /** The numbers of all cells, {@link Words#WIDTH} for each; another array after a state was added. */
    int[] numbers() {
        return numbers;
    }

    void set(int state, int which, int number) {
        numbers[Words.WIDTH * state + which] = number;
    }

    int get(int state, int which) {
        return numbers[Words.WIDTH * state + which];
    }

    void hit(int state, int hit) {
        hits[state] = hit;
    }

    int hit(int state) {
        return hits[state];
    }

    void open(int state, int candidate) {
        open[state] = candidate;
    }

    int open(int state) {
        return open[state];
    }

    /** Gives {@code state} its base, and its children with the first {@code count} of {@code codes}, ascending, their cells. */
    int add(int state, int[] codes, int count) {
        int base = state == Words.START || count == 0 ? 0 : count == 1 ? single(codes[0]) : several(codes, count);
        set(state, Words.BASE, base);
        greatestBase = Math.max(greatestBase, base);
        for (int i = 0; i < count; i++) {
            take(base + codes[i], state);
        }
        return base;
    }

    /** The numbers of the cells in use and of those that a step may look at. */
    int[] trimmed() {
        return Arrays.copyOf(numbers, Words.WIDTH * size());
    }

    int[] trimmedHits() {
        return Arrays.copyOf(hits, size());
    }

    int[] trimmedOpen() {
        return Arrays.copyOf(open, size());
    }

    private int size() {
        int size = Math.max(end, greatestBase + alphabet + 1);
        ensure(size);
        return size;
    }

    private void take(int state, int parent) {
        ensure(state + 1);
        end = Math.max(end, state + 1);
        free[state >>> 6] &= ~(1L << state);
        set(state, Words.PARENT, parent);
        set(state, Words.BASE, 0);
        set(state, Words.FALLBACK, Words.START);
        set(state, Words.FALLBACK_BASE, 0);
    }

    /**
     * The base for a single child: its cell is the lowest free one, if that leaves the base positive, or the lowest that
     * does for any child.
     */
    private int single(int code) {
        lowestFree = nextFree(lowestFree);
        if (lowestFree > code) {
            return lowestFree - code;
        }
        lowestFreeForAll = nextFree(lowestFreeForAll);
        return lowestFreeForAll - code;
    }

    private int nextFree(int from) {
        int word = from >>> 6;
        long bits = word < free.length ? free[word] & (-1L << from) : 0;
        while (bits == 0) {
            word++;
            if (word >= free.length) {
                return Math.max(from, word * Long.SIZE);
            }
            bits = free[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    /** The lowest base from the beginning for this many children at which all of them fall on free cells. */
    private int several(int[] codes, int count) {
        int sizeClass = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        int beginning = beginnings[sizeClass];
        for (int base = beginning; ; base += Long.SIZE) {
            long fits = base == 0 ? -2 : -1;
            for (int i = 0; i < count && fits != 0; i++) {
                fits &= freeFrom(base + codes[i]);
            }
            if (fits != 0) {
                int way = (base - beginning) / Long.SIZE;
                beginnings[sizeClass] = beginning + ((way + (1 << SHARE) - 1) >> SHARE) * Long.SIZE;
                return base + Long.numberOfTrailingZeros(fits);
            }
        }
    }

    /** Whether each of the 64 cells from {@code cell} on is free, in bits. */
    private long freeFrom(int cell) {
        int word = cell >>> 6;
        if (word + 1 >= free.length) {
            return word >= free.length ? -1 : free[word] >>> cell | ~(-1L >>> cell);
        }
        // A shift by 64 is one by 0: the bits of the next word come in two steps.
        return free[word] >>> cell | free[word + 1] << 1 << (~cell & 63);
    }

    private void ensure(int size) {
        if (size > open.length) {
            int old = numbers.length;
            int oldFree = free.length;
            int capacity = size + size / 2;
            numbers = Arrays.copyOf(numbers, Words.WIDTH * capacity);
            Arrays.fill(numbers, old, numbers.length, -1);
            hits = Arrays.copyOf(hits, capacity);
            open = Arrays.copyOf(open, capacity);
            free = Arrays.copyOf(free, capacity / Long.SIZE + 1);
            Arrays.fill(free, oldFree, free.length, -1);
        }
    }
}
