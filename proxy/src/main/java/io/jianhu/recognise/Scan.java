package io.jianhu.recognise;

import java.util.List;
import java.util.function.Consumer;

/**
 * The reading of one text for personal data. The text may come in any pieces: what is found does not depend on them,
 * because a recogniser that asked for a sign that has not come yet is asked again when it has. Used by one thread, once.
 */
public final class Scan {

    /** The greatest number of characters that looking for a value holds back, if none of them is invisible. */
    public static final int HOLD_BACK = Cluster.LONGEST + 420;

    /** So many signs in a row that cannot be seen end whatever is open. */
    private static final int MOST_UNSEEN = 64;

    /** After so many signs those that wait are decided; twice as many each time while somebody wants more. */
    private static final int FIRST_STEP = 3;

    private static final int LAST_STEP = 24;

    private final Triggers triggers;
    private final Stretch stretch = new Stretch();
    private final Cluster cluster;
    private final Decoding decoding = new Decoding(this::sign);
    private int cursor;
    /** How many of those that are asked at the cursor have told; what they told stands. */
    private int answered;

    private int unseen;

    /** @param found takes what is found, in order, no value over another */
    public Scan(Recognisers recognisers, Consumer<Hit> found) {
        triggers = recognisers.triggers();
        cluster = new Cluster(found);
    }

    /** Reads on. Returns where the first value may begin that has not been reported. */
    public int read(CharSequence text) {
        int at = 0;
        int step = FIRST_STEP;
        while (at < text.length()) {
            if (cursor == stretch.length() && cluster.isEmpty() && decoding.open() == 0) {
                at = skip(text, at);
                step = FIRST_STEP;
            }
            int stop = Math.min(text.length(), at + step);
            while (at < stop) {
                decoding.read(text.charAt(at));
                at++;
            }
            decide();
            step = Math.min(2 * step, LAST_STEP);
        }
        return settled();
    }

    /** The text is complete. */
    public void end() {
        decoding.end();
        stretch.end();
        decide();
        if (!cluster.isEmpty()) {
            cluster.settle(stretch);
        }
    }

    private int settled() {
        if (!cluster.isEmpty()) {
            return stretch.start(cluster.from());
        }
        return cursor < stretch.length() ? stretch.start(cursor) : decoding.position() - decoding.open();
    }

    /** Passes over characters with which nothing begins, and keeps the last as what stands before the next. */
    private int skip(CharSequence text, int from) {
        int next = triggers.next(text, from);
        if (next - from >= Stretch.BEHIND) {
            stretch.clear();
            cursor = 0;
            cluster.forget();
        }
        if (next > from) {
            unseen = 0;
        }
        int start = Math.max(from, next - Stretch.BEHIND);
        int shift = decoding.position() - from;
        for (int at = start; at < next; at++) {
            stretch.add(Decoding.fold(text.charAt(at)), at + shift, at + shift + 1);
        }
        cursor = stretch.length();
        decoding.pass(next - from);
        return next;
    }

    private void sign(char sign, int start, int end) {
        if (sign != Decoding.INVISIBLE) {
            unseen = 0;
            stretch.add(sign, start, end);
        } else if (++unseen == MOST_UNSEEN) {
            stretch.add(Stretch.EDGE, start, end);
        }
    }

    private void decide() {
        while (cursor < stretch.length() && ask()) {
            cursor++;
            answered = 0;
            if (cluster.isClosed(cursor)) {
                cluster.settle(stretch);
            }
        }
        if (cluster.isEmpty()) {
            int forgotten = stretch.forget(cursor);
            cursor -= forgotten;
            cluster.shift(forgotten);
        }
    }

    /** Asks who may see a value at the cursor. Returns whether all could tell. */
    private boolean ask() {
        List<Triggers.Ranked> asked = triggers.at(stretch.sign(cursor));
        if (asked.isEmpty() || goesOn()) {
            return true;
        }
        while (answered < asked.size()) {
            Triggers.Ranked ranked = asked.get(answered);
            stretch.listen();
            Match match = ranked.recogniser().match(stretch, cursor);
            if (stretch.wanting()) {
                return false;
            }
            if (match.found()) {
                cluster.add(new Cluster.Sight(ranked.recogniser(), ranked.rank(), cursor, match));
            }
            answered++;
        }
        return true;
    }

    /** Whether the sign at the cursor goes on with a run of digits or with a word. */
    private boolean goesOn() {
        char sign = stretch.sign(cursor);
        char before = stretch.sign(cursor - 1);
        return Stretch.isLetter(sign)
                ? Stretch.isLetter(before) || Stretch.isDigit(before)
                : Numerals.join(before, sign);
    }
}
