package io.jianhu.mask;

import java.util.List;

/**
 * How a placeholder is written: {@code 〔手机号·k3f9ab〕}. Models change brackets and drop the dot, so those are read
 * loosely; the kind and the code are not.
 */
final class Form {

    static final int CODE_LENGTH = 6;
    static final String CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final String OPENING = "〔[【(（［〖";
    private static final String CLOSING = "〕]】)）］〗";
    /** What may stand between kind and code, one of each at most. */
    private static final List<String> BETWEEN = List.of(" ", "·・•‧.:：-_", " ");

    private Form() {}

    static String write(String label, String code) {
        return "〔" + label + "·" + code + "〕";
    }

    /** What stands in place of a value that is not to be shown; no placeholder. */
    static String mark(String label) {
        return "[" + label + "]";
    }

    static boolean opens(char character) {
        return OPENING.indexOf(character) >= 0;
    }

    /** What may be known of a placeholder. */
    interface Known {
        /** Whether some placeholder's label begins so. */
        boolean label(String beginning);

        /** Whether a placeholder of exactly this label has a code that begins so. */
        boolean code(String label, String beginning);
    }

    /** How far a text is a placeholder. */
    sealed interface Match {
        /** It is none. */
        record None() implements Match {}

        /** It may become one. */
        record Prefix() implements Match {}

        /** It is one, to the last character. */
        record Whole(String label, String code) implements Match {}
    }

    static final Match NONE = new Match.None();
    static final Match PREFIX = new Match.Prefix();

    /** Compares a text that begins at a bracket. */
    static Match match(CharSequence text, Known known) {
        if (text.isEmpty() || !opens(text.charAt(0))) {
            return NONE;
        }
        int at = 1;
        while (at < text.length() && known.label(text.subSequence(1, at + 1).toString())) {
            at++;
        }
        String label = text.subSequence(1, at).toString();
        if (at == text.length()) {
            return PREFIX;
        }
        if (!known.code(label, "")) {
            return NONE;
        }
        for (String mark : BETWEEN) {
            at += at < text.length() && mark.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
        }
        int end = Math.min(text.length(), at + CODE_LENGTH);
        String code = text.subSequence(at, end).toString();
        if (!known.code(label, code)) {
            return NONE;
        }
        if (end == text.length()) {
            return PREFIX;
        }
        return end + 1 == text.length() && CLOSING.indexOf(text.charAt(end)) >= 0 ? new Match.Whole(label, code) : NONE;
    }
}
