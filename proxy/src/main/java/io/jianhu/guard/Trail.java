package io.jianhu.guard;

import java.util.Arrays;

/** Where one link of chains was reached in one reading, as far back as a next word may still follow it. */
final class Trail {

    static final int NOWHERE = Integer.MAX_VALUE;

    final Chain link;
    private int[] ends = new int[4];
    private int[] froms = new int[4];
    private int first;
    private int last;

    Trail(Chain link) {
        this.link = link;
    }

    /**
     * The link was reached.
     *
     * @param from the index at which its chain begins, the earliest for this end
     * @param end the index after its word, later than any before
     */
    void reach(int from, int end) {
        forget(end);
        if (last == ends.length) {
            int kept = last - first;
            int[] newEnds = kept > ends.length / 2 ? new int[2 * ends.length] : ends;
            int[] newFroms = kept > froms.length / 2 ? new int[2 * froms.length] : froms;
            System.arraycopy(ends, first, newEnds, 0, kept);
            System.arraycopy(froms, first, newFroms, 0, kept);
            ends = newEnds;
            froms = newFroms;
            first = 0;
            last = kept;
        }
        ends[last] = end;
        froms[last++] = from;
    }

    /** How many places are remembered. */
    int size() {
        return last - first;
    }

    /** Forgets what no word can follow any more; says whether nothing is left. */
    boolean forget(int count) {
        while (first < last && ends[first] + link.gap.most() + link.longestNext() < count) {
            first++;
        }
        return first == last;
    }

    /** The earliest beginning of a chain that a word goes on with which begins at {@code from}, or {@link #NOWHERE}. */
    int before(int from, Recent recent) {
        int most = link.gap.most();
        int least = link.gap.inSentence() ? recent.clear(from, most) : from - most;
        int at = Arrays.binarySearch(ends, first, last, from);
        int earliest = NOWHERE;
        for (int i = at >= 0 ? at : -at - 2; i >= first && ends[i] >= least; i--) {
            earliest = Math.min(earliest, froms[i]);
        }
        return earliest;
    }

    /**
     * The earliest beginning of a chain that may still lead to a finding, or {@link #NOWHERE}.
     *
     * @param open the index of the earliest beginning of a word that is being read
     */
    int earliest(Recent recent, int open) {
        if (link.longestHeld() == 0) {
            return NOWHERE;
        }
        int earliest = NOWHERE;
        int count = recent.count();
        for (int i = first; i < last; i++) {
            if (froms[i] < earliest && ends[i] + link.gap.most() + link.longestHeld() > count) {
                int latest = link.gap.inSentence() ? recent.stop(ends[i], link.gap.most()) : ends[i] + link.gap.most();
                if (open <= latest && latest + link.longestHeld() > count) {
                    earliest = froms[i];
                }
            }
        }
        return earliest;
    }
}
