package io.jianhu.guard;

import java.util.function.BiConsumer;

/**
 * The search for one expression in one reading: leftmost matches that do not overlap, as RE2 finds them in the whole
 * text. It follows all beginnings that may still become a match at once, and asks RE2 when nothing read later could
 * change the answer.
 */
final class Search {

    static final int NOWHERE = Integer.MAX_VALUE;

    private final Expression expression;
    private final Use use;
    private final Openings openings;
    private final BiConsumer<Use, Sight> seen;
    private int at;

    Search(Expression expression, Use use, BiConsumer<Use, Sight> seen) {
        this.expression = expression;
        this.use = use;
        this.seen = seen;
        openings = new Openings(expression);
    }

    Use use() {
        return use;
    }

    /** Whether it has read a character. */
    boolean hasRead(int index) {
        return at > index;
    }

    /** The index of the earliest open beginning, or -1. */
    int lead() {
        int lead = Math.min(openings.earliest(), openings.complete());
        return lead == NOWHERE ? -1 : lead;
    }

    /**
     * Reads the characters of {@code recent} from {@code index} on.
     *
     * @param index where a code point begins with which a match may begin, one of the last two
     */
    void read(int index, Recent recent) {
        if (lead() < 0) {
            at = Math.max(at, index);
        }
        advance(recent);
    }

    /** Decides what is open at the end of the text. */
    void end(Recent recent) {
        while (openings.complete() != NOWHERE) {
            conclude(recent);
            advance(recent);
        }
    }

    private void advance(Recent recent) {
        while (at < recent.count()) {
            int codePoint = recent.codePoint(at);
            openings.step(codePoint, at);
            at += Character.charCount(codePoint);
            if (openings.complete() < openings.earliest()) {
                conclude(recent);
            }
        }
    }

    /** Decides the earliest beginning that came to an end, and goes back to where the next match may begin. */
    private void conclude(Recent recent) {
        int from = openings.complete();
        int length = expression.match(recent.text(from, at));
        openings.clear();
        if (length == 0) {
            at = from + Character.charCount(recent.codePoint(from));
            return;
        }
        at = from + length;
        seen.accept(use, recent.sight(from, at));
    }
}
