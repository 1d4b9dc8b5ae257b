package io.jianhu.recognise;

/** The characters of the text at hand, copied out of it so that looking at each is fast. */
final class Characters {

    private char[] all = new char[64];
    private int length;

    void take(CharSequence text) {
        length = text.length();
        if (length > all.length) {
            all = new char[Math.max(length, 2 * all.length)];
        }
        if (text instanceof String string) {
            string.getChars(0, length, all, 0);
        } else {
            for (int at = 0; at < length; at++) {
                all[at] = text.charAt(at);
            }
        }
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
