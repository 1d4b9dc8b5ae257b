package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.function.Consumer;

/** The last signs of a row, and where they begin. */
final class Wall {

    private static final int KINDS = 4;
    private static final int NOWHERE = -1;

    private final Bricks bricks;
    private final int[] starts;
    private final int[] kinds;
    private int first;
    private int count;
    private int begun = NOWHERE;
    private boolean found;

    Wall(Bricks bricks) {
        this.bricks = bricks;
        starts = new int[bricks.count()];
        kinds = new int[bricks.count()];
    }

    void read(char character, int at, Consumer<Span> seen) {
        switch (bricks.read(character)) {
            case BREAK -> clear(NOWHERE);
            case BREAK_AND_BEGIN -> clear(at);
            case BEGIN -> begun = at;
            case WITHIN -> {}
            case COMPLETE -> add(begun, at + 1, seen);
            case WHOLE -> add(at, at + 1, seen);
        }
    }

    private void clear(int at) {
        count = 0;
        found = false;
        begun = at;
    }

    private void add(int start, int end, Consumer<Span> seen) {
        begun = NOWHERE;
        if (found) {
            return;
        }
        int last = (first + count) % starts.length;
        starts[last] = start;
        kinds[last] = bricks.kind();
        count++;
        if (count == starts.length) {
            if (isEncoded()) {
                found = true;
                count = 0;
                seen.accept(new Span(starts[first], end));
            } else {
                first = (first + 1) % starts.length;
                count--;
            }
        }
    }

    private boolean isEncoded() {
        int[] counts = new int[KINDS];
        int changes = 0;
        for (int i = 0; i < count; i++) {
            int kind = kinds[(first + i) % kinds.length];
            counts[kind]++;
            if (i > 0 && kind != 0) {
                int before = kinds[(first + i - 1) % kinds.length];
                changes += before != kind && before != 0 ? 1 : 0;
            }
        }
        return bricks.isEncoded(counts, changes);
    }

    /** Where a wall begins that is not found yet, or {@code none}. */
    int begin(int none) {
        if (found) {
            return none;
        }
        return count > 0 ? starts[first] : begun == NOWHERE ? none : begun;
    }
}
