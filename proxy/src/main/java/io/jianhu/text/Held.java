package io.jianhu.text;

import java.util.Arrays;

/** A few code points with their places, in the order they came. */
final class Held {

    private static final int FEW = 8;

    private int[] codePoints;
    private int[] starts;
    private int[] ends;
    private int count;

    Held(int most) {
        int room = Math.min(most, FEW);
        codePoints = new int[room];
        starts = new int[room];
        ends = new int[room];
    }

    void add(int codePoint, int start, int end) {
        if (count == codePoints.length) {
            codePoints = Arrays.copyOf(codePoints, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        codePoints[count] = codePoint;
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    int count() {
        return count;
    }

    int codePoint(int index) {
        return codePoints[index];
    }

    /** Where the first begins, or {@link Stage#NOTHING_HELD}. */
    int earliest() {
        return count == 0 ? Stage.NOTHING_HELD : starts[0];
    }

    void pass(int index, Normaliser.Sink next) {
        next.accept(codePoints[index], starts[index], ends[index]);
    }

    void passAll(Normaliser.Sink next) {
        for (int i = 0; i < count; i++) {
            pass(i, next);
        }
        count = 0;
    }

    /** Keeps one and forgets the others. */
    void keep(int index) {
        count = 0;
        add(codePoints[index], starts[index], ends[index]);
    }

    void clear() {
        count = 0;
    }
}
