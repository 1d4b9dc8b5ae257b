package io.jianhu.text;

/**
 * A filter of the first two characters of words: pairs it lacks were never added; one pair in ten or fewer of the
 * others is taken for one that was, up to a hundred thousand words (Bloom, 1970, with one hash).
 */
final class Pairs {

    private static final int FEWEST_BITS = 10;

    /** 256 KiB, which leaves room for the hot states in the second cache. */
    private static final int MOST_BITS = 21;

    private static final int SPREAD = 0x9E3779B1;

    private final int[] bits;
    private final int wordShift;
    private final int bitShift;

    /** A filter for {@code count} pairs. */
    Pairs(int count) {
        int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(count, 1)) + 4;
        int size = Math.max(FEWEST_BITS, Math.min(MOST_BITS, wanted));
        bits = new int[1 << (size - 5)];
        wordShift = Integer.SIZE - size + 5;
        bitShift = Integer.SIZE - size;
    }

    void add(int first, int second) {
        int hash = hash(first, second);
        bits[hash >>> wordShift] |= 1 << (hash >>> bitShift);
    }

    boolean lacks(int first, int second) {
        int hash = hash(first, second);
        return (bits[hash >>> wordShift] >>> (hash >>> bitShift) & 1) == 0;
    }

    private static int hash(int first, int second) {
        return (first << Character.SIZE ^ second) * SPREAD;
    }
}
