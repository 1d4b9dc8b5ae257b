package io.jianhu.guard;

import java.util.Arrays;

/** Where the words of one context stand, as far back as a sight may still be near them. */
final class Neighbours {

    private static final int[] NONE = {};

    private int[] begins = NONE;
    private int[] ends = NONE;
    private int first;
    private int last;

    /**
     * Takes a word; of those that end with the same character the first to come, which is the longest, is enough.
     *
     * @param horizon the index before which no word that ends is of use any more
     */
    void add(int from, int to, int horizon) {
        while (first < last && ends[first] < horizon) {
            first++;
        }
        if (first < last && ends[last - 1] == to) {
            return;
        }
        if (last == ends.length) {
            int kept = last - first;
            int size = Math.max(4, kept > ends.length / 2 ? 2 * ends.length : ends.length);
            begins = Arrays.copyOf(Arrays.copyOfRange(begins, first, last), size);
            ends = Arrays.copyOf(Arrays.copyOfRange(ends, first, last), size);
            first = 0;
            last = kept;
        }
        begins[last] = from;
        ends[last++] = to;
    }

    /** Whether a word stands no further than {@code within} from a sight. */
    boolean near(Sight sight, int within) {
        for (int i = last - 1; i >= first && ends[i] >= sight.from() - within; i--) {
            if (begins[i] <= sight.to() + within) {
                return true;
            }
        }
        return false;
    }
}
