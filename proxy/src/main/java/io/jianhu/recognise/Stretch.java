package io.jianhu.recognise;

import java.util.Arrays;

/**
 * The part of a text that is being looked at, as folded signs: full-width forms are plain, invisible characters are left
 * out, JSON escapes are read. Each sign knows where it stands in the text. A question about a sign that has not come yet
 * is noted, so that whoever asked can be asked again.
 */
final class Stretch {

    /** How many signs before a value a recogniser may look at. */
    static final int BEHIND = 40;

    /** Stands beyond both ends. */
    static final char EDGE = Decoding.OTHER;

    private static final int ROOM = 1024;

    private char[] signs = new char[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int length;
    private boolean ended;
    private boolean wanting;
    /** The text before the first sign, while it can still be read there. */
    private CharSequence context = "";

    private int contextEnd;

    int length() {
        return length;
    }

    /** The sign at an index, or {@link #EDGE} outside. */
    char sign(int index) {
        if (index >= length) {
            wanting |= !ended;
            return EDGE;
        }
        return index >= 0 ? signs[index] : before(index);
    }

    private char before(int index) {
        int at = contextEnd + index;
        return at >= 0 && index >= -BEHIND ? Decoding.fold(context.charAt(at)) : EDGE;
    }

    boolean isDigit(int index) {
        return isDigit(sign(index));
    }

    boolean isLetter(int index) {
        return isLetter(sign(index));
    }

    boolean isWord(int index) {
        return isWord(sign(index));
    }

    static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }

    static boolean isWord(char sign) {
        return isDigit(sign) || isLetter(sign);
    }

    static boolean isChinese(char sign) {
        return sign >= 0x4E00 && sign <= 0x9FFF;
    }

    /** Whether these signs stand here. */
    boolean has(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (sign(from + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int at = from; at < Math.min(to, length); at++) {
            text.append(at >= 0 ? signs[at] : before(at));
        }
        return text.toString();
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    void add(char sign, int start, int end) {
        if (length == signs.length) {
            signs = Arrays.copyOf(signs, 2 * length);
            starts = Arrays.copyOf(starts, 2 * length);
            ends = Arrays.copyOf(ends, 2 * length);
        }
        signs[length] = sign;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    /** Takes the last signs away. */
    void shorten(int newLength) {
        length = newLength;
    }

    /** No further sign comes. */
    void end() {
        ended = true;
    }

    /** Forgets what was noted of questions. */
    void listen() {
        wanting = false;
    }

    /** Whether a sign was asked for that has not come yet. */
    boolean wanting() {
        return wanting;
    }

    /**
     * Takes signs away that nobody can look at any more.
     *
     * @param first the first sign that is still to be decided
     * @return how many were taken
     */
    int forget(int first) {
        int count = first - BEHIND;
        if (count < ROOM) {
            return 0;
        }
        drop(count);
        context = "";
        contextEnd = 0;
        return count;
    }

    /**
     * Begins anew behind plain characters, each of which is one sign.
     *
     * @param end where in the text they end; {@link #BEHIND} of them or more stand before
     */
    void beginAfter(CharSequence text, int end) {
        length = 0;
        context = text;
        contextEnd = end;
    }

    /** The text that was read goes away; what stands before the first sign is copied. */
    void keepContext() {
        if (contextEnd > BEHIND) {
            context = context.subSequence(contextEnd - BEHIND, contextEnd).toString();
            contextEnd = BEHIND;
        } else if (contextEnd > 0) {
            context = context.toString();
        }
    }

    private void drop(int count) {
        System.arraycopy(signs, count, signs, 0, length - count);
        System.arraycopy(starts, count, starts, 0, length - count);
        System.arraycopy(ends, count, ends, 0, length - count);
        length -= count;
    }
}
