package io.jianhu.recognise;

import java.util.BitSet;

/**
 * Two characters in a row with which a value may begin, by classes: a class is a bit, and calls for a look when the first
 * character has it as a first and the second as a second. Far fewer pairs than characters do, and a look at a pair takes no
 * branch. Recognisers that share a class only cost a needless look.
 */
final class Openings {

    /** So many characters at the beginning of a text have before them what is not seen. */
    static final int UNSEEN = 3;

    private static final int CHARACTERS = 1 << 16;

    /** Of those of whose values any sign stands second. */
    private static final int ANY = 1;

    /** The character before a value and its first. */
    private static final int BEFORE = 2;

    private static final int FIRST_CLASS = 4;
    private static final int LAST_CLASS = 64;

    private final byte[] firsts = new byte[CHARACTERS];
    private final byte[] seconds = new byte[CHARACTERS];
    private int free = FIRST_CLASS;

    Openings() {
        for (int character = 0; character < CHARACTERS; character++) {
            boolean special = Triggers.isSpecial((char) character);
            firsts[character] = (byte) (special ? ANY | BEFORE : 0);
            seconds[character] = (byte) (special ? ~0 : ANY);
        }
    }

    void add(Triggers.Ranked ranked) {
        BitSet begin = characters(ranked.recogniser().firsts());
        if (ranked.seconds().isEmpty()) {
            mark(firsts, begin, ANY);
            return;
        }
        mark(firsts, begin, free);
        mark(seconds, ranked.seconds().get(), free);
        free = free == LAST_CLASS ? FIRST_CLASS : free << 1;
        if (!ranked.befores().isEmpty()) {
            mark(firsts, ranked.befores(), BEFORE);
            mark(seconds, begin, BEFORE);
        }
    }

    private static void mark(byte[] classes, BitSet characters, int mark) {
        characters.stream().forEach(character -> classes[character] |= (byte) mark);
    }

    /** The first place at or after one at which a value may begin, or the length of the text. */
    int next(Characters text, int from) {
        int last = text.length() - 1;
        if (from > last) {
            return text.length();
        }
        int before = from < UNSEEN ? BEFORE : pair(text, from - 1) & BEFORE;
        char character = text.charAt(from);
        for (int at = from; at < last; at++) {
            char next = text.charAt(at + 1);
            int pair = firsts[character] & seconds[next];
            if ((pair | before) != 0) {
                if ((pair & ~BEFORE) != 0 || before != 0) {
                    return at;
                }
                before = pair;
            }
            character = next;
        }
        return (before | firsts[character]) != 0 ? last : text.length();
    }

    private int pair(Characters text, int at) {
        return firsts[text.charAt(at)] & seconds[text.charAt(at + 1)];
    }

    /** The characters that are one of some signs or may become one. */
    static BitSet characters(String signs) {
        BitSet meant = new BitSet();
        signs.chars().forEach(meant::set);
        BitSet characters = new BitSet();
        for (int character = 0; character < CHARACTERS && !signs.isEmpty(); character++) {
            if (Triggers.isSpecial((char) character) || meant.get(Decoding.fold((char) character))) {
                characters.set(character);
            }
        }
        return characters;
    }
}
