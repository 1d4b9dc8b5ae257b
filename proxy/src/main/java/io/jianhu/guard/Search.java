package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The search for one expression in one reading: leftmost matches that do not overlap, as RE2 finds them in the whole
 * text. It follows the earliest beginning that may still become a match, and asks RE2 when nothing read later could
 * change the answer.
 */
final class Search {

    private static final int NOWHERE = -1;

    private final Expression expression;
    private final Use use;
    private BitSet next = new BitSet();
    private BitSet spare = new BitSet();
    private boolean complete;
    private int lead = NOWHERE;
    private int at;

    Search(Expression expression, Use use) {
        this.expression = expression;
        this.use = use;
    }

    Use use() {
        return use;
    }

    /** The index of the earliest open beginning, or -1. */
    int lead() {
        return lead;
    }

    /**
     * Reads the characters of {@code recent} from {@code index} on.
     *
     * @param index where the last code point of {@code recent} begins
     */
    void read(int index, Recent recent, Consumer<Sight> seen) {
        if (lead == NOWHERE) {
            at = index;
        }
        advance(recent, seen);
    }

    /** Decides what is open at the end of the text. */
    void end(Recent recent, Consumer<Sight> seen) {
        while (lead != NOWHERE) {
            conclude(recent, seen);
            advance(recent, seen);
        }
    }

    private void advance(Recent recent, Consumer<Sight> seen) {
        while (at < recent.count()) {
            int codePoint = recent.codePoint(at);
            if (lead == NOWHERE) {
                begin(codePoint);
            } else {
                step(next, codePoint);
            }
            at += Character.charCount(codePoint);
            if (lead != NOWHERE && next.isEmpty()) {
                conclude(recent, seen);
            }
        }
    }

    private void begin(int codePoint) {
        complete = false;
        if (expression.mayBegin(codePoint)) {
            lead = at;
            step(expression.first(), codePoint);
        }
    }

    private void step(BitSet places, int codePoint) {
        spare.clear();
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (expression.mayBe(place, codePoint)) {
                spare.or(expression.after(place));
                complete |= expression.mayEnd(place);
            }
        }
        BitSet old = next;
        next = spare;
        spare = old;
    }

    /** Decides the lead, and goes back to where the next match may begin. */
    private void conclude(Recent recent, Consumer<Sight> seen) {
        int from = lead;
        int length = complete ? expression.match(recent.text(from, at)) : 0;
        lead = NOWHERE;
        if (length == 0) {
            at = from + Character.charCount(recent.codePoint(from));
            return;
        }
        at = from + length;
        seen.accept(new Sight(
                use, new Span(recent.start(from), recent.end(at - 1)), recent.sentence(from), recent.sentence(at - 1)));
    }
}
