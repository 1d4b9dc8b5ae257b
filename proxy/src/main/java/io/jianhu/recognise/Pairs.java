package io.jianhu.recognise;

import java.util.Collection;

/** A set of two signs in a row that answers fast. */
final class Pairs {

    private static final int EMPTY = 0;

    private final boolean[] firsts = new boolean[1 << 16];
    private final boolean[] seconds = new boolean[1 << 16];
    private int[] slots = new int[16];
    private int size;

    /** The first two signs of each word; of a single sign, none. */
    static Pairs first(Collection<String> words) {
        Pairs pairs = new Pairs();
        words.stream().filter(word -> word.length() > 1).forEach(word -> pairs.add(word.charAt(0), word.charAt(1)));
        return pairs;
    }

    /** The last two signs of each word; of a single sign, none. */
    static Pairs last(Collection<String> words) {
        return first(words.stream()
                .filter(word -> word.length() > 1)
                .map(word -> word.substring(word.length() - 2))
                .toList());
    }

    void add(char first, char second) {
        if (has(first, second)) {
            return;
        }
        firsts[first] = true;
        seconds[second] = true;
        size++;
        if (4 * size > slots.length) {
            grow();
        }
        int key = key(first, second);
        slots[slot(key)] = key;
    }

    /** Whether a pair begins with this sign. */
    boolean has(char first) {
        return firsts[first];
    }

    /** Whether a pair ends with this sign. */
    boolean hasSecond(char second) {
        return seconds[second];
    }

    boolean has(char first, char second) {
        return firsts[first] && slots[slot(key(first, second))] != EMPTY;
    }

    private void grow() {
        int[] before = slots;
        slots = new int[2 * before.length];
        for (int key : before) {
            if (key != EMPTY) {
                slots[slot(key)] = key;
            }
        }
    }

    private static int key(char first, char second) {
        return first << 16 | second;
    }

    private int slot(int key) {
        int at = (key * 0x9E3779B9) >>> 16 & slots.length - 1;
        while (slots[at] != EMPTY && slots[at] != key) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }
}
