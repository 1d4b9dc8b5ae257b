package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.frame.Surrogates;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins surrogate pairs that a model cuts over two events, in its words and calls. What stands beside them keeps no half
 * back: whether a string there is a text or a name that passes is seen by the string alone, and must be seen alike when
 * what was kept of it is walked again. Used by one thread, once.
 */
public final class Halves {

    private final Map<Channel, Character> halves = new HashMap<>();

    /** The text on a channel with the half that came before it, without one at its end, and without lone ones. */
    public String joined(Channel channel, String text) {
        if (isBeside(channel)) {
            return Surrogates.mended(text);
        }
        Character half = halves.remove(channel);
        String whole = half == null ? text : half + text;
        if (!whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1))) {
            halves.put(channel, whole.charAt(whole.length() - 1));
            whole = whole.substring(0, whole.length() - 1);
        }
        return Surrogates.mended(whole);
    }

    private static boolean isBeside(Channel channel) {
        return switch (channel.kind()) {
            case OTHER, ASIDE -> true;
            case CONTENT, REASONING, REFUSAL, TOOL, ARGUMENTS -> false;
        };
    }
}
