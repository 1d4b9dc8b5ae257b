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

    /** Where a name begins that is known for the part of an address only. */
    private static final int NOWHERE = -1;

    /** An address is over. */
    static final byte CLOSED = 1;

    /** A name that is not known is over. */
    private static final byte BORDER = 2;

    /** The word of a level may end. */
    private static final byte END = 4;

    /** A known name or a label may begin. */
    private static final byte BEGINNING = 8;

    /** A number in Chinese may begin. */
    private static final byte NUMERAL = 16;

    /** A number begins. */
    private static final byte NUMBER = 32;

    /** What is meant is not yet seen. */
    private static final byte UNCLEAR = 64;

    private final byte[] marks = new byte[1 << 16];

    /** Of two characters in a row, what the first and what the second allow: a bit that both have calls for a look. */
    private final short[] firsts = new short[1 << 16];

    private final short[] seconds = new short[1 << 16];

    private final PlaceWords words;
    private final Pairs names;
    private final Labels labels;
    private final Pairs labelled;

    AddressGlance(PlaceWords words, Pairs names, Labels labels) {
        this.words = words;
        this.names = names;
        this.labels = labels;
        labelled = labels.beginnings();
        for (int character = 0; character < marks.length; character++) {
            char sign = Decoding.fold((char) character);
            byte mark = mark((char) character, sign);
            boolean unclear = mark == UNCLEAR;
            int number = unclear || DoorNumber.goesOn(sign) ? NUMERAL : 0;
            int begun = unclear || names.hasSecond(sign) || labelled.hasSecond(sign) ? BEGINNING : 0;
            marks[character] = mark;
            int named = unclear || words.isNameable(sign) ? END : 0;
            firsts[character] = (short) ((mark & ~(END | BORDER | CLOSED)) | named);
            seconds[character] = (short) ((mark & END) | number | begun | NUMBER | UNCLEAR);
        }
    }

    private byte mark(char character, char sign) {
        if (Triggers.isSpecial(character)) {
            return UNCLEAR;
        }
        int mark = words.isBorder(sign) ? BORDER : 0;
        mark |= words.isEnd(sign) ? END : 0;
        mark |= names.has(sign) || labelled.has(sign) ? BEGINNING : 0;
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
        int last = text.length() - 1;
        if (from > last) {
            return text.length();
        }
        AddressParts parts = new AddressParts(text, marks, from);
        int first = text.length();
        int limit = last;
        int at = text.shared(firsts, seconds, from, limit);
        while (at < limit) {
            char character = text.charAt(at);
            char next = text.charAt(at + 1);
            int pair = firsts[character] & seconds[next];
            if ((pair & UNCLEAR) != 0) {
                int open = Math.min(parts.begin(at), Math.max(from, behind(run(text, at), at)));
                return Math.min(first, open);
            }
            if ((pair & (NUMBER | NUMERAL)) != 0) {
                first = Math.min(first, parts.begin(at));
            }
            if ((pair & BEGINNING) != 0 && at < first) {
                if (marks[next] == UNCLEAR || (isLabel(character, next) && labels.mayBegin(text, at))) {
                    first = at;
                } else if (names.has(character, next)) {
                    parts.takeKnown(at, at + KNOWN + SIGHT);
                }
            }
            int endings = (pair & END) == 0 ? PlaceWords.NO_WORD : words.endings(character, next);
            if (endings != PlaceWords.NO_WORD) {
                int begin = behind(run(text, at + 1), at + 1);
                parts.take(begin > at ? NOWHERE : begin, at + 1, at + 2 + SIGHT, endings);
            }
            if (parts.areEnough()) {
                first = Math.min(first, parts.begin(at + 1));
            }
            limit = Math.min(last, first + Address.REACH - 2);
            at = text.shared(firsts, seconds, at + 1, limit);
        }
        return limit < last ? Math.min(first, parts.begin(limit)) : Math.min(first, beginsAtLast(text, from, parts));
    }

    private boolean isLabel(char first, char second) {
        return labelled.has(Decoding.fold(first), Decoding.fold(second));
    }

    /** Where what goes on behind the text may begin. */
    private int beginsAtLast(Characters text, int from, AddressParts parts) {
        int last = text.length() - 1;
        byte mark = marks[text.charAt(last)];
        int end = mark == UNCLEAR ? last : last + 1;
        int begin = Math.max(from, behind(run(text, end), end));
        return (mark & BEGINNING) != 0
                ? Math.min(parts.begin(last), Math.min(begin, last))
                : Math.min(parts.begin(text.length()), begin);
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
}
