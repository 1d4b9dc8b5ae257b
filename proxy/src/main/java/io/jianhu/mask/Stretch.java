package io.jianhu.mask;

import java.util.Arrays;

/**
 * A stretch of text in which an identifier may lie, as folded signs: full-width forms are plain, invisible characters are
 * left out, JSON escapes are read, every separator but the full stop is a space, and x after digits is X. Each sign knows
 * where it stands in the text.
 */
public final class Stretch {

    private char[] signs = new char[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int length;

    Stretch() {}

    public int length() {
        return length;
    }

    /** The sign at an index, or a line feed outside the stretch. */
    public char sign(int index) {
        return index >= 0 && index < length ? signs[index] : '\n';
    }

    public boolean isDigit(int index) {
        return isDigit(sign(index));
    }

    static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
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

    /** Takes the first signs away. */
    void drop(int count) {
        System.arraycopy(signs, count, signs, 0, length - count);
        System.arraycopy(starts, count, starts, 0, length - count);
        System.arraycopy(ends, count, ends, 0, length - count);
        length -= count;
    }

    String text(int from, int to) {
        return new String(signs, from, to - from);
    }
}
