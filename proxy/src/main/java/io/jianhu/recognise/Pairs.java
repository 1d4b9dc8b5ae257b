package io.jianhu.recognise;

/** A set of pairs of signs that answers fast; seldom it says yes to a pair that is not in it. */
final class Pairs {

    private final boolean[] firsts = new boolean[1 << 16];
    private final boolean[] pairs = new boolean[1 << 16];

    void add(char first, char second) {
        firsts[first] = true;
        pairs[place(first, second)] = true;
    }

    /** Whether a pair begins with this sign. */
    boolean has(char first) {
        return firsts[first];
    }

    boolean has(char first, char second) {
        return firsts[first] && pairs[place(first, second)];
    }

    private static int place(char first, char second) {
        return (first * 0x9E35 + second * 0x6A7F) >>> 3 & 0xFFFF;
    }
}
