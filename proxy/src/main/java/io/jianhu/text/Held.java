package io.jianhu.text;

/** A few code points with their places, in the order they came. */
final class Held {

    private final int[] codePoints;
    private final int[] starts;
    private final int[] ends;
    private int count;

    Held(int most) {
        codePoints = new int[most];
        starts = new int[most];
        ends = new int[most];
    }

    void add(int codePoint, int start, int end) {
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
