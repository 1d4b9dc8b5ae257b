package io.jianhu.recognise;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;

/** A set of words that is looked up in place, without a copy of the text. */
final class Words {

    /** Told in place of a sign when there is none: signs before those at hand count from -1 down. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int ROWS = 1 << 10;

    /** Words of two signs and more, the longest first, by their first two signs. */
    private final String[][] byFirst = new String[ROWS][0];

    /** The same by their last two signs. */
    private final String[][] byLast = new String[ROWS][0];

    private final BitSet single = new BitSet();
    private final BitSet first = new BitSet();
    private final BitSet last = new BitSet();

    Words(Collection<String> words) {
        for (String word : words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            int length = word.length();
            if (length == 1) {
                single.set(word.charAt(0));
            } else {
                first.set(word.charAt(0));
                last.set(word.charAt(length - 1));
                put(byFirst, row(word.charAt(0), word.charAt(1)), word);
                put(byLast, row(word.charAt(length - 2), word.charAt(length - 1)), word);
            }
        }
    }

    private static void put(String[][] rows, int row, String word) {
        rows[row] = Arrays.copyOf(rows[row], rows[row].length + 1);
        rows[row][rows[row].length - 1] = word;
    }

    private static int row(char one, char two) {
        return (31 * one + two) % ROWS;
    }

    /** The sign after the longest word that begins here, or -1. */
    int end(Stretch stretch, int from) {
        char sign = stretch.sign(from);
        if (first.get(sign)) {
            for (String word : byFirst[row(sign, stretch.sign(from + 1))]) {
                if (stretch.has(from, word)) {
                    return from + word.length();
                }
            }
        }
        return single.get(sign) ? from + 1 : -1;
    }

    /** Whether a word begins here. */
    boolean begins(Stretch stretch, int from) {
        return single.get(stretch.sign(from)) || end(stretch, from) >= 0;
    }

    /** The first sign of the longest word that ends right before a sign, or {@link #NONE}. */
    int before(Stretch stretch, int to) {
        char sign = stretch.sign(to - 1);
        if (last.get(sign)) {
            for (String word : byLast[row(stretch.sign(to - 2), sign)]) {
                if (stretch.has(to - word.length(), word)) {
                    return to - word.length();
                }
            }
        }
        return single.get(sign) ? to - 1 : NONE;
    }

    /** Whether a word ends right before a sign. */
    boolean ends(Stretch stretch, int to) {
        return before(stretch, to) != NONE;
    }
}
