package io.jianhu.recognise;

/** Finds where an address may begin: at a known name, at a label, or before a word such as 路 with more behind it. */
final class AddressGlance implements Glance {

    /** How far behind the word of a level the next part of an address must come into sight. */
    private static final int SIGHT = 12;

    /** An address is over. */
    private static final byte CLOSED = 1;

    /** A name that is not known is over. */
    private static final byte BORDER = 2;

    /** The word of a level may end. */
    private static final byte END = 4;

    /** A known name or a label may begin. */
    private static final byte BEGINNING = 8;

    /** A number may begin, or what is meant is not yet seen. */
    private static final byte NUMBER = 16;

    private final byte[] marks = new byte[1 << 16];
    private final PlaceWords words;
    private final Pairs names;
    private final Pairs labels;

    AddressGlance(PlaceWords words, Pairs names, Pairs labels) {
        this.words = words;
        this.names = names;
        this.labels = labels;
        for (int character = 0; character < marks.length; character++) {
            marks[character] = mark((char) character);
        }
    }

    private byte mark(char character) {
        char sign = Decoding.fold(character);
        if (Decoding.opens(character) || sign == Decoding.INVISIBLE) {
            return NUMBER;
        }
        int mark = words.isBorder(sign) ? BORDER : 0;
        mark |= words.isEnd(sign) ? END : 0;
        mark |= names.has(sign) || labels.has(sign) ? BEGINNING : 0;
        if (Stretch.isDigit(sign) || Stretch.isLetter(sign) || DoorNumber.isChinese(sign)) {
            mark |= NUMBER;
        } else if (!words.isNameable(sign) && AddressReading.GAPS.indexOf(sign) < 0) {
            mark |= CLOSED;
        }
        return (byte) mark;
    }

    @Override
    public int next(CharSequence text, int from, int to) {
        int run = from;
        for (int at = from; at < to; at++) {
            byte mark = marks[text.charAt(at)];
            if ((mark & (BORDER | END | BEGINNING)) == 0) {
                continue;
            }
            if ((mark & BEGINNING) != 0 && begins(text, at)) {
                return behind(run, at);
            }
            if ((mark & BORDER) != 0) {
                run = at + 1;
            } else if ((mark & END) != 0 && goesOn(text, run, at, to)) {
                return behind(run, at);
            }
        }
        boolean over = to < text.length() && (marks[text.charAt(to)] & BORDER) != 0;
        return over ? to : behind(run, to);
    }

    /** The first place at which a name may begin that is within reach of a place. */
    private static int behind(int run, int at) {
        return Math.min(at, Math.max(run, at - Address.REACH + 1));
    }

    private boolean begins(CharSequence text, int at) {
        char first = Decoding.fold(text.charAt(at));
        if (at + 1 == text.length()) {
            return true;
        }
        char second = text.charAt(at + 1);
        char sign = Decoding.fold(second);
        return Decoding.opens(second)
                || sign == Decoding.INVISIBLE
                || names.has(first, sign)
                || labels.has(first, sign);
    }

    /** Whether a name ends here and another part may follow. */
    private boolean goesOn(CharSequence text, int run, int end, int to) {
        if (!words.mayEnd(text, run, end)) {
            return false;
        }
        for (int at = end + 1; at <= end + SIGHT; at++) {
            if (at == text.length()) {
                return true;
            }
            byte mark = marks[text.charAt(at)];
            if ((mark & NUMBER) != 0 || ((mark & END) != 0 && (at >= to || words.mayEnd(text, end, at)))) {
                return true;
            }
            if ((mark & CLOSED) != 0) {
                return false;
            }
        }
        return false;
    }
}
