package io.jianhu.recognise;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** A set of words that is looked up in place, without a copy of the text. */
final class Words {

    private static final int ROWS = 512;

    private final String[][] byFirst = new String[ROWS][0];
    private final String[][] byLast = new String[ROWS][0];

    Words(Collection<String> words) {
        for (String word : words.stream().distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
            put(byFirst, word.charAt(0), word);
            put(byLast, word.charAt(word.length() - 1), word);
        }
    }

    private static void put(String[][] rows, char key, String word) {
        String[] row = rows[key % ROWS];
        String[] longer = Arrays.copyOf(row, row.length + 1);
        longer[row.length] = word;
        rows[key % ROWS] = longer;
    }

    /** The sign after the longest word that begins here, or -1. */
    int after(Stretch stretch, int from) {
        for (String word : byFirst[stretch.sign(from) % ROWS]) {
            if (stretch.has(from, word)) {
                return from + word.length();
            }
        }
        return -1;
    }

    /** Whether a word begins here. */
    boolean begins(Stretch stretch, int from) {
        return after(stretch, from) >= 0;
    }

    /** The first sign of the longest word that ends right before a sign, or -1. */
    int before(Stretch stretch, int to) {
        for (String word : byLast[stretch.sign(to - 1) % ROWS]) {
            int from = to - word.length();
            if (from >= 0 && stretch.has(from, word)) {
                return from;
            }
        }
        return -1;
    }

    /** Whether a word ends right before a sign. */
    boolean ends(Stretch stretch, int to) {
        return before(stretch, to) >= 0;
    }
}
