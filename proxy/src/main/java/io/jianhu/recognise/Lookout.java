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
    /** From here on up to {@link #own} each character is a sign of its own. */
    private int single;

    private int own = UNKNOWN;

    Lookout(Triggers triggers) {
        this.triggers = triggers;
        glances = triggers.glances();
        glanced = new int[glances.size()];
    }

    /** Begins with a text; nothing of the one before is known any more. */
    void begin(CharSequence next) {
        text.take(next);
        own = UNKNOWN;
        Arrays.fill(glanced, UNKNOWN);
    }

    /**
     * The first character at or after an index that needs a closer look, or the length of the text. The characters passed
     * over are each a sign of its own.
     *
     * @param from not less than in the call before
     */
    int next(int from) {
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
        return next;
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
