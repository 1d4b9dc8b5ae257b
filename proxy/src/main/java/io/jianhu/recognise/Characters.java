package io.jianhu.recognise;

/**
 * The characters of the text at hand behind the last of the text before it, copied so that looking at each is fast. A text
 * that comes in pieces is so seen with what stands before each piece.
 */
final class Characters {

    /** So many characters of the text before are kept. */
    private static final int KEPT = 32;

    private char[] all = new char[64];
    private int length;

    /** Goes on with a text. Returns where it begins. */
    int follow(CharSequence text) {
        int kept = Math.min(length, KEPT);
        char[] before = all;
        if (kept + text.length() > all.length) {
            all = new char[Math.max(kept + text.length(), 2 * all.length)];
        }
        System.arraycopy(before, length - kept, all, 0, kept);
        length = kept + text.length();
        if (text instanceof String string) {
            string.getChars(0, string.length(), all, kept);
        } else {
            for (int at = 0; at < text.length(); at++) {
                all[kept + at] = text.charAt(at);
            }
        }
        return kept;
    }

    int length() {
        return length;
    }

    /** The character at an index from 0 up to the length. */
    char charAt(int index) {
        return all[index];
    }

    /**
     * The first place at which two characters in a row share a class, or the end.
     *
     * @param firsts the classes of a character as the first, each a bit
     * @param seconds the same as the second
     * @param to not beyond the last character
     */
    int shared(short[] firsts, short[] seconds, int from, int to) {
        for (int at = from; at < to; at++) {
            if ((firsts[all[at]] & seconds[all[at + 1]]) != 0) {
                return at;
            }
        }
        return to;
    }
}
