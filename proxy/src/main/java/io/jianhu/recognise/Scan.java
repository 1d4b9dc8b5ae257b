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
    private static final int FIRST_STEP = 6;

    private static final int LAST_STEP = 24;

    private final Triggers triggers;
    private final Lookout lookout;
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
        lookout = new Lookout(triggers);
        cluster = new Cluster(found);
    }

    /** Reads on. Returns where the first value may begin that has not been reported. */
    public int read(CharSequence text) {
        int begin = decoding.position();
        lookout.begin(text, begin);
        int at = 0;
        int step = FIRST_STEP;
        while (at < text.length()) {
            if (isIdle() && decoding.open() == 0) {
                int next = skip(text, begin, at);
                step = next == at ? step : FIRST_STEP;
                at = next;
            }
            int stop = Math.min(text.length(), at + step);
            while (at < stop) {
                read(text.charAt(at));
                at++;
            }
            decide();
            step = Math.min(2 * step, LAST_STEP);
        }
        stretch.keepContext();
        lookout.end();
        return settled();
    }

    private void read(char character) {
        if (decoding.open() > 0 || Triggers.isSpecial(character)) {
            decoding.read(character);
        } else {
            int position = decoding.position();
            decoding.pass(1);
            sign(Decoding.fold(character), position, position + 1);
        }
    }

    /** Whether nothing is found or asked that is not yet told. */
    private boolean isIdle() {
        return cluster.isEmpty() && answered == 0;
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
            return stretch.start(Math.min(cluster.from(), cursor));
        }
        return cursor < stretch.length() ? stretch.start(cursor) : decoding.position() - decoding.open();
    }

    /**
     * Passes over characters with which nothing begins; the last of them stand before the next. Signs that wait for others
     * are given back first, when their characters, looked at as such, say that nothing begins with them.
     *
     * @param begin how many characters had been read before the text
     * @return where in the text to read on
     */
    private int skip(CharSequence text, int begin, int at) {
        int first = cursor == stretch.length() ? at : stretch.start(cursor) - begin;
        int next = first < 0 ? first : lookout.next(begin + first) - begin;
        if (next == first) {
            return at;
        }
        stretch.shorten(cursor);
        decoding.back(at - first);
        pass(text, first, next);
        return next;
    }

    private void pass(CharSequence text, int from, int next) {
        unseen = 0;
        if (next - from >= Stretch.BEHIND) {
            stretch.beginAfter(text, next);
            cluster.forget();
        } else {
            int shift = decoding.position() - from;
            for (int at = from; at < next; at++) {
                stretch.add(Decoding.fold(text.charAt(at)), at + shift, at + shift + 1);
            }
        }
        cursor = stretch.length();
        decoding.pass(next - from);
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
        while (cursor < stretch.length() && ((isIdle() && lookout.passes(stretch.start(cursor))) || ask())) {
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
        if (asked.isEmpty() || Triggers.goesOn(stretch.sign(cursor - 1), stretch.sign(cursor))) {
            return true;
        }
        int room = Room.matters(stretch.sign(cursor)) ? room() : Room.ENOUGH;
        while (answered < asked.size()) {
            Triggers.Ranked ranked = asked.get(answered);
            stretch.listen();
            Match match =
                    ranked.least() > room ? Match.NONE : ranked.recogniser().match(stretch, cursor);
            if (stretch.wanting()) {
                return false;
            }
            if (match.found()) {
                cluster.add(new Cluster.Sight(
                        ranked.recogniser(), ranked.rank(), match.start() < 0 ? cursor : match.start(), match));
            }
            answered++;
        }
        return true;
    }

    /**
     * How many letters, digits and marks stand together from the cursor on, up to {@value Room#ENOUGH}; that many, too,
     * when it is not known yet, since nobody need be waited for in order to be asked.
     */
    private int room() {
        Room room = new Room();
        for (int at = cursor; room.isOpen(); at++) {
            if (at == stretch.length()) {
                return Room.ENOUGH;
            }
            room.take(stretch.sign(at));
        }
        return room.signs();
    }
}
