package io.jianhu.recognise;

import java.util.Arrays;
import java.util.Collection;

/** A set of two signs in a row. */
final class Pairs {

    private static final int EMPTY = 0;

    private final int[] slots;

    private Pairs(Collection<String> pairs) {
        slots = new int[Integer.highestOneBit(Math.max(1, pairs.size())) * 4];
        Arrays.fill(slots, EMPTY);
        pairs.forEach(pair -> slots[slot(pair.charAt(0), pair.charAt(1))] = key(pair.charAt(0), pair.charAt(1)));
    }

    /** The first two signs of each word; of a single sign, none. */
    static Pairs first(Collection<String> words) {
        return new Pairs(words.stream()
                .filter(word -> word.length() > 1)
                .map(word -> word.substring(0, 2))
                .toList());
    }

    /** The last two signs of each word; of a single sign, none. */
    static Pairs last(Collection<String> words) {
        return new Pairs(words.stream()
                .filter(word -> word.length() > 1)
                .map(word -> word.substring(word.length() - 2))
                .toList());
    }

    boolean has(char first, char second) {
        return slots[slot(first, second)] != EMPTY;
    }

    private static int key(char first, char second) {
        return first << 16 | second;
    }

    private int slot(char first, char second) {
        int key = key(first, second);
        int at = (key * 0x9E3779B9) >>> 16 & slots.length - 1;
        while (slots[at] != EMPTY && slots[at] != key) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }
}
