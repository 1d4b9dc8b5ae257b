package io.jianhu.text;

import java.util.Arrays;
import java.util.List;

/**
 * The characters of some words, numbered from 1: first those that begin a word and are none, then those that begin a word
 * and are one, then the others; among each the most frequent first.
 */
final class Alphabet {

    private static final int CHARACTERS = 0x10000;

    private final char[] codes = new char[CHARACTERS];
    private final int size;
    private final int firsts;
    private final int quiet;

    Alphabet(List<String> words) {
        int[] counts = new int[CHARACTERS];
        byte[] ranks = new byte[CHARACTERS];
        Arrays.fill(ranks, (byte) 2);
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                counts[word.charAt(i)]++;
            }
            char first = word.charAt(0);
            ranks[first] = (byte) (word.length() == 1 || ranks[first] == 1 ? 1 : 0);
        }
        long[] order = new long[CHARACTERS];
        int count = 0;
        int[] ofRank = new int[3];
        for (int character = 0; character < CHARACTERS; character++) {
            if (counts[character] > 0) {
                ofRank[ranks[character]]++;
                long rarity = (long) Integer.MAX_VALUE - counts[character];
                order[count++] = (long) ranks[character] << 48 | rarity << Character.SIZE | character;
            }
        }
        if (count == CHARACTERS) {
            throw new IllegalArgumentException(
                    "words: of " + count + " different characters (expected: at most " + (CHARACTERS - 1) + ")");
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            codes[(char) order[i]] = (char) (i + 1);
        }
        size = count;
        quiet = ofRank[0];
        firsts = ofRank[0] + ofRank[1];
    }

    /** The number of each character, 0 for those that do not occur. */
    char[] codes() {
        return codes;
    }

    /** How many characters there are. */
    int size() {
        return size;
    }

    /** How many begin a word. */
    int firsts() {
        return firsts;
    }

    /** How many begin a word and are none. */
    int quiet() {
        return quiet;
    }
}
