package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The search for one expression in one reading: leftmost matches that do not overlap, as RE2 finds them in the whole
 * text. It follows all beginnings that may still become a match at once, and asks RE2 when nothing read later could
 * change the answer.
 *
 * <p>Each place of the automaton remembers the earliest beginning that leads to it: a later one that leads to the same
 * place ends there whenever the earlier one does, and the earlier one comes first.
 */
final class Search {

    private static final int NOWHERE = Integer.MAX_VALUE;

    private final Expression expression;
    private final Use use;
    private BitSet live = new BitSet();
    private BitSet spare = new BitSet();
    private int[] since;
    private int[] spareSince;
    private int earliest = NOWHERE;
    private int complete = NOWHERE;
    private int at;

    Search(Expression expression, Use use) {
        this.expression = expression;
        this.use = use;
        since = new int[expression.size()];
        spareSince = new int[expression.size()];
    }

    Use use() {
        return use;
    }

    /** The index of the earliest open beginning, or -1. */
    int lead() {
        int lead = Math.min(earliest, complete);
        return lead == NOWHERE ? -1 : lead;
    }

    /**
     * Reads the characters of {@code recent} from {@code index} on.
     *
     * @param index where the last code point of {@code recent} begins
     */
    void read(int index, Recent recent, Consumer<Sight> seen) {
        if (lead() < 0) {
            at = index;
        }
        advance(recent, seen);
    }

    /** Decides what is open at the end of the text. */
    void end(Recent recent, Consumer<Sight> seen) {
        while (complete != NOWHERE) {
            conclude(recent, seen);
            advance(recent, seen);
        }
    }

    private void advance(Recent recent, Consumer<Sight> seen) {
        while (at < recent.count()) {
            int codePoint = recent.codePoint(at);
            step(codePoint);
            at += Character.charCount(codePoint);
            if (complete < earliest) {
                conclude(recent, seen);
            }
        }
    }

    private void step(int codePoint) {
        spare.clear();
        earliest = NOWHERE;
        for (int place = live.nextSetBit(0); place >= 0; place = live.nextSetBit(place + 1)) {
            // What begins after a match that is certain to come waits for it.
            if (since[place] <= complete && expression.mayBe(place, codePoint)) {
                pass(place, since[place]);
            }
        }
        if (complete == NOWHERE && expression.mayBegin(codePoint)) {
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

    /** Decides the earliest beginning that came to an end, and goes back to where the next match may begin. */
    private void conclude(Recent recent, Consumer<Sight> seen) {
        int from = complete;
        int length = expression.match(recent.text(from, at));
        live.clear();
        earliest = NOWHERE;
        complete = NOWHERE;
        if (length == 0) {
            at = from + Character.charCount(recent.codePoint(from));
            return;
        }
        at = from + length;
        seen.accept(new Sight(
                use, new Span(recent.start(from), recent.end(at - 1)), recent.sentence(from), recent.sentence(at - 1)));
    }
}
