package io.jianhu.frame;

import java.util.Optional;

/**
 * The place of one string in a JSON text (RFC 8259): what stands before the string, and what behind it. Without escapes, a
 * string ends at the first quotation mark, so that what stands in the place of another changes nothing else.
 */
public record Slot(String before, String after) {

    private static final int FIRST_PLAIN = 0x20;

    /** The place where {@code string} stands; empty if it stands nowhere or twice as a whole, or is not {@link #isPlain}. */
    public static Optional<Slot> of(String text, String string) {
        if (!isPlain(string)) {
            return Optional.empty();
        }
        String quoted = '"' + string + '"';
        int at = text.indexOf(quoted);
        return at < 0 || text.indexOf(quoted, at + 1) >= 0
                ? Optional.empty()
                : Optional.of(new Slot(text.substring(0, at), text.substring(at + quoted.length())));
    }

    /** The text with this plain string in its place. */
    public String with(String string) {
        if (!isPlain(string)) {
            throw new IllegalArgumentException("a string with escapes (expected: one without)");
        }
        return before + '"' + string + '"' + after;
    }

    /** The string that stands in the place, when a text is this one but for it, and the string is plain. */
    public Optional<String> in(String text) {
        int from = before.length() + 1;
        int to = text.length() - after.length() - 1;
        boolean fits = from <= to
                && text.charAt(from - 1) == '"'
                && text.charAt(to) == '"'
                && text.startsWith(before)
                && text.endsWith(after)
                && isPlain(text, from, to);
        return fits ? Optional.of(text.substring(from, to)) : Optional.empty();
    }

    /** Whether a string reads as it stands: nothing in it is, or has to be, escaped, or is a half of a pair. */
    public static boolean isPlain(String string) {
        return isPlain(string, 0, string.length());
    }

    private static boolean isPlain(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char sign = text.charAt(at);
            if (sign < FIRST_PLAIN || sign == '"' || sign == '\\' || Character.isSurrogate(sign)) {
                return false;
            }
        }
        return true;
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Slot[" + before.length() + ", " + after.length() + "]";
    }
}
