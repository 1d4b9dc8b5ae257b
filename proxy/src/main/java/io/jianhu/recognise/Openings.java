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
    private static final int LAST_CLASS = 1 << 14;

    private final short[] firsts = new short[CHARACTERS];
    private final short[] seconds = new short[CHARACTERS];
    private int free = FIRST_CLASS;

    Openings() {
        for (int character = 0; character < CHARACTERS; character++) {
            boolean special = Triggers.isSpecial((char) character);
            firsts[character] = (short) (special ? ANY | BEFORE : 0);
            seconds[character] = (short) (special ? ~0 : ANY);
        }
    }

    /** Takes a recogniser. Returns its classes. */
    int add(Recogniser recogniser) {
        BitSet begin = characters(recogniser.firsts());
        if (recogniser.seconds().isEmpty()) {
            mark(firsts, begin, ANY);
            return ANY;
        }
        int own = free;
        free = free == LAST_CLASS ? FIRST_CLASS : free << 1;
        mark(firsts, begin, own);
        mark(seconds, characters(recogniser.seconds()), own);
        if (recogniser.befores().isEmpty()) {
            return own;
        }
        mark(firsts, characters(recogniser.befores()), BEFORE);
        mark(seconds, begin, BEFORE);
        return own | BEFORE;
    }

    private static void mark(short[] classes, BitSet characters, int mark) {
        characters.stream().forEach(character -> classes[character] |= (short) mark);
    }

    /** The first place at or after one at which a value may begin, or the length of the text. */
    int next(Characters text, int from) {
        int last = text.length() - 1;
        if (from > last) {
            return text.length();
        }
        if (from == last || before(text, from) != 0) {
            return from;
        }
        int at = text.shared(firsts, seconds, from, last);
        return at < last && pair(text, at) == BEFORE ? at + 1 : at;
    }

    /** The classes of those whose values may begin at a place. */
    int classes(Characters text, int at) {
        int own = at + 1 < text.length() ? pair(text, at) & ~BEFORE : ~BEFORE;
        return own | before(text, at);
    }

    private int before(Characters text, int at) {
        return at < UNSEEN ? BEFORE : pair(text, at - 1) & BEFORE;
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
