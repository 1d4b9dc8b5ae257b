package io.jianhu.recognise;

/**
 * Finds where an address may begin: at a label; at a known name, or the first sign of a name that ends with a word such as
 * 路, when what is in sight behind it can make an address of it. That is a number, or a place with two parts before it.
 */
final class AddressGlance implements Glance {

    /** How far behind a part of an address the end of the next one must come into sight. */
    private static final int SIGHT = 12;

    /** A known name, with the word of its level, is no longer. */
    private static final int KNOWN = 10;

    /** So many parts make an address without a number, if one of them is a road, a village or an estate. */
    private static final int PARTS = 3;

    /** An address is over. */
    private static final byte CLOSED = 1;

    /** A name that is not known is over. */
    private static final byte BORDER = 2;

    /** The word of a level may end. */
    private static final byte END = 4;

    /** A known name or a label may begin. */
    private static final byte BEGINNING = 8;

    /** A number may begin, if what follows makes one. */
    private static final byte NUMERAL = 16;

    /** A number begins. */
    private static final byte NUMBER = 32;

    /** What is meant is not yet seen. */
    private static final byte UNCLEAR = 64;

    private final byte[] marks = new byte[1 << 16];

    /** Of two characters in a row, what the first and what the second allow: a bit that both have calls for a look. */
    private final byte[] firsts = new byte[1 << 16];

    private final byte[] seconds = new byte[1 << 16];
    private final PlaceWords words;
    private final Pairs names;
    private final Pairs labels;

    AddressGlance(PlaceWords words, Pairs names, Pairs labels) {
        this.words = words;
        this.names = names;
        this.labels = labels;
        for (int character = 0; character < marks.length; character++) {
            marks[character] = mark((char) character);
            boolean unclear = marks[character] == UNCLEAR;
            int before = unclear || (marks[character] & BORDER) == 0 ? END : 0;
            firsts[character] = (byte) (before | (marks[character] & (BEGINNING | UNCLEAR)));
            char sign = Decoding.fold((char) character);
            boolean goesOn = unclear || names.hasSecond(sign) || labels.hasSecond(sign);
            seconds[character] = (byte) ((goesOn ? BEGINNING : 0) | (marks[character] & END) | UNCLEAR);
        }
    }

    private byte mark(char character) {
        if (Triggers.isSpecial(character)) {
            return UNCLEAR;
        }
        char sign = Decoding.fold(character);
        int mark = words.isBorder(sign) ? BORDER : 0;
        mark |= words.isEnd(sign) ? END : 0;
        mark |= names.has(sign) || labels.has(sign) ? BEGINNING : 0;
        if (Stretch.isWord(sign)) {
            mark |= NUMBER;
        } else if (DoorNumber.isChinese(sign)) {
            mark |= NUMERAL;
        } else if (!words.isNameable(sign) && AddressReading.GAPS.indexOf(sign) < 0) {
            mark |= CLOSED;
        }
        return (byte) mark;
    }

    @Override
    public int next(Characters text, int from) {
        int first = text.length();
        int last = text.length() - 1;
        char next = from <= last ? text.charAt(from) : 0;
        for (int at = from; at < last && behind(0, at + 1) < first; at++) {
            char character = next;
            next = text.charAt(at + 1);
            int pair = firsts[character] & seconds[next];
            if (pair == 0) {
                continue;
            }
            if (marks[character] == UNCLEAR) {
                return Math.min(first, Math.max(from, behind(run(text, at), at)));
            }
            if ((pair & BEGINNING) != 0 && at < first && begins(text, at)) {
                first = at;
            }
            if ((pair & END) != 0) {
                int run = run(text, at + 1);
                int begin = behind(run, at + 1);
                boolean may = begin >= from && begin < first && words.endings(text, run, at + 1) != PlaceWords.NO_WORD;
                if (may && goesOn(text, begin, begin + 1, at + 2, 0)) {
                    first = begin;
                }
            }
        }
        return last < from ? first : Math.min(first, beginsAtLast(text, from));
    }

    /** Where what goes on behind the text may begin. */
    private int beginsAtLast(Characters text, int from) {
        int last = text.length() - 1;
        byte mark = marks[text.charAt(last)];
        int end = mark == UNCLEAR ? last : last + 1;
        int begin = Math.max(from, behind(run(text, end), end));
        return (mark & BEGINNING) != 0 ? Math.min(begin, last) : begin;
    }

    /** Where the name began that goes on before a character, as far as it matters. */
    private int run(Characters text, int to) {
        int run = to;
        while (run > 0 && to - run < Address.REACH && (marks[text.charAt(run - 1)] & (BORDER | UNCLEAR)) == 0) {
            run--;
        }
        return run;
    }

    /** The only place at which a name that ends here may begin. */
    private static int behind(int run, int at) {
        return Math.max(run, at - Address.REACH + 1);
    }

    /** Whether a label or a known name begins here, and may begin an address. */
    private boolean begins(Characters text, int at) {
        if (at + 1 == text.length() || marks[text.charAt(at + 1)] == UNCLEAR) {
            return true;
        }
        char first = Decoding.fold(text.charAt(at));
        char second = Decoding.fold(text.charAt(at + 1));
        return labels.has(first, second) || (names.has(first, second) && goesOn(text, at, at + 2, at + KNOWN, 1));
    }

    /**
     * Whether enough of an address comes into sight.
     *
     * @param from where it begins
     * @param next where to look on
     * @param end the end of its first part, at the latest
     * @param begun how many parts were seen
     */
    private boolean goesOn(Characters text, int from, int next, int end, int begun) {
        int parts = begun;
        int seen = PlaceWords.NO_WORD;
        int sight = end + SIGHT;
        for (int at = next; at < sight; at++) {
            if (at == text.length()) {
                return true;
            }
            byte mark = marks[text.charAt(at)];
            if ((mark & (NUMBER | UNCLEAR)) != 0 || ((mark & NUMERAL) != 0 && isNumber(text, at))) {
                return true;
            }
            if ((mark & CLOSED) != 0) {
                return false;
            }
            if ((mark & BEGINNING) != 0 && isKnown(text, at)) {
                parts++;
                sight = Math.max(sight, at + KNOWN + SIGHT);
            }
            int endings = (mark & END) == 0 ? PlaceWords.NO_WORD : words.endings(text, from, at);
            if (endings != PlaceWords.NO_WORD) {
                seen |= endings;
                parts++;
                sight = Math.max(sight, at + 1 + SIGHT);
            }
            if (parts >= PARTS && (seen & PlaceWords.PLACE) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a known name may begin here, or go on to do so. */
    private boolean isKnown(Characters text, int at) {
        return at + 1 == text.length()
                || marks[text.charAt(at + 1)] == UNCLEAR
                || names.has(Decoding.fold(text.charAt(at)), Decoding.fold(text.charAt(at + 1)));
    }

    /** Whether a number in Chinese may begin here that has a unit behind it. */
    private boolean isNumber(Characters text, int from) {
        int at = from;
        while (at < text.length() && (marks[text.charAt(at)] & NUMERAL) != 0) {
            at++;
        }
        return at == text.length()
                || marks[text.charAt(at)] == UNCLEAR
                || DoorNumber.goesOn(Decoding.fold(text.charAt(at)));
    }
}
