package io.jianhu.guard;

import java.util.BitSet;

/**
 * The open beginnings of one expression in one reading as one set of places. Each place remembers the earliest beginning
 * that leads to it. Slower than states, and of bounded size whatever the expression.
 */
final class Places {

    private final Expression expression;
    private BitSet live = new BitSet();
    private BitSet spare = new BitSet();
    private int[] since;
    private int[] spareSince;
    private int earliest = Search.NOWHERE;
    private int complete;

    /** @param complete the earliest beginning that may have come to an end, or {@link Search#NOWHERE} */
    Places(Expression expression, int complete) {
        this.expression = expression;
        this.complete = complete;
        since = new int[expression.size()];
        spareSince = new int[expression.size()];
    }

    /** Takes an open beginning, later than those before. */
    void open(BitSet places, int start) {
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (!live.get(place)) {
                live.set(place);
                since[place] = start;
                earliest = Math.min(earliest, start);
            }
        }
    }

    int earliest() {
        return earliest;
    }

    int complete() {
        return complete;
    }

    void step(int codePoint, int at) {
        spare.clear();
        earliest = Search.NOWHERE;
        boolean begins = complete == Search.NOWHERE;
        for (int place = live.nextSetBit(0); place >= 0; place = live.nextSetBit(place + 1)) {
            // What begins after a match that is certain to come waits for it.
            if (since[place] <= complete && expression.mayBe(place, codePoint)) {
                pass(place, since[place]);
            }
        }
        if (begins && complete == Search.NOWHERE) {
            BitSet first = expression.first();
            for (int place = first.nextSetBit(0); place >= 0; place = first.nextSetBit(place + 1)) {
                if (expression.mayBe(place, codePoint)) {
                    pass(place, at);
                }
            }
        }
        BitSet places = live;
        live = spare;
        spare = places;
        int[] starts = since;
        since = spareSince;
        spareSince = starts;
    }

    private void pass(int place, int start) {
        if (expression.mayEnd(place)) {
            complete = Math.min(complete, start);
        }
        BitSet after = expression.after(place);
        for (int next = after.nextSetBit(0); next >= 0; next = after.nextSetBit(next + 1)) {
            if (!spare.get(next) || start < spareSince[next]) {
                spare.set(next);
                spareSince[next] = start;
                earliest = Math.min(earliest, start);
            }
        }
    }
}
