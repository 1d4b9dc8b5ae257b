package io.jianhu.recognise;

import java.util.Arrays;
import java.util.List;

/** Where in the text at hand a value may begin next. What it has looked at once it does not look at again. */
final class Lookout {

    private static final int UNKNOWN = -1;

    private final Triggers triggers;
    private final List<Glance> glances;
    private final int[] glanced;
    private final Characters text = new Characters();
    /** The position of the first character in sight; beyond everything when there is none. */
    private int begin = Integer.MAX_VALUE;

    /** From here on up to {@link #own} each character is a sign of its own. */
    private int single;

    private int own = UNKNOWN;

    Lookout(Triggers triggers) {
        this.triggers = triggers;
        glances = triggers.glances();
        glanced = new int[glances.size()];
    }

    /**
     * Goes on with a text.
     *
     * @param position how many characters had been read before it
     */
    void begin(CharSequence next, int position) {
        begin = position - text.follow(next);
        own = UNKNOWN;
        Arrays.fill(glanced, UNKNOWN);
    }

    /** Nothing more can be told until the next text comes. */
    void end() {
        begin = Integer.MAX_VALUE;
    }

    /** Whether the character at a position is in sight, and the sign that begins there begins nothing. */
    boolean passes(int position) {
        return position >= begin && next(position) > position;
    }

    /**
     * The position of the first character at or after one that needs a closer look, or the end of the text. The characters
     * passed over are each a sign of its own.
     *
     * @param position not less than in the call before
     */
    int next(int position) {
        int from = position - begin;
        if (own < from) {
            single = own >= 0 && isPlain(own, from) ? single : from;
            own = triggers.next(text, single, from);
        }
        int next = own;
        for (int i = 0; i < glanced.length; i++) {
            if (glanced[i] < from) {
                glanced[i] = glances.get(i).next(text, from);
            }
            next = Math.min(next, glanced[i]);
        }
        return begin + next;
    }

    private boolean isPlain(int from, int to) {
        for (int at = from; at < to; at++) {
            if (Triggers.isSpecial(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
