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
}
