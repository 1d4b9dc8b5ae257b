package io.jianhu.recognise;

/** Finds where an address may begin: at a known name, at a label, or before a word such as 路 with more behind it. */
final class AddressGlance implements Glance {

    /** How far behind a word of a level the next part of an address must come into sight. */
    private static final int SIGHT = 12;

    private static final byte BOUNDARY = 1;
    private static final byte END = 2;
    private static final byte BEGINNING = 4;
    private static final byte OPEN = 8;

    private final byte[] marks = new byte[1 << 16];
    private final Pairs names;
    private final Pairs labels;

    AddressGlance(PlaceWords words, Pairs names, Pairs labels) {
        this.names = names;
        this.labels = labels;
        for (int character = 0; character < marks.length; character++) {
            char sign = Decoding.fold(character);
            int mark = words.isNameable(sign) ? 0 : BOUNDARY;
            mark |= words.isEnd(sign) ? END : 0;
            mark |= names.has(sign) || labels.has(sign) ? BEGINNING : 0;
            mark |= isOpen(sign) ? OPEN : 0;
            marks[character] = (byte) mark;
        }
    }

    /** Whether an address may go on with this sign, though no name can. */
    private static boolean isOpen(char sign) {
        return Stretch.isDigit(sign) || Stretch.isLetter(sign) || " _-·,".indexOf(sign) >= 0 || sign == Decoding.INVISIBLE
                || Decoding.opens(sign) || "〇零一二三四五六七八九十百廿两甲乙丙丁".indexOf(sign) >= 0;
    }

    @Override
    public int next(CharSequence text, int from, int to) {
        int run = from;
        for (int at = from; at < to; at++) {
            byte mark = marks[text.charAt(at)];
            if (mark == 0) {
                continue;
            }
            if ((mark & BEGINNING) != 0 && begins(text, at)) {
                return Math.max(Math.min(run, at), at - Address.REACH + 1);
            }
            if ((mark & BOUNDARY) != 0) {
                run = at + 1;
            } else if ((mark & END) != 0 && at > run && goesOn(text, at + 1, to)) {
                return Math.max(run, at - Address.REACH + 1);
            }
        }
        boolean ends = to < text.length() && (marks[text.charAt(to)] & BOUNDARY) != 0 && Decoding.fold(text.charAt(to)) != Decoding.INVISIBLE
                && !Decoding.opens(text.charAt(to));
        return ends ? to : Math.max(run, to - Address.REACH + 1);
    }

    private boolean begins(CharSequence text, int at) {
        char first = Decoding.fold(text.charAt(at));
        if (at + 1 == text.length()) {
            return true;
        }
        char second = text.charAt(at + 1);
        char sign = Decoding.fold(second);
        return Decoding.opens(second) || sign == Decoding.INVISIBLE || names.has(first, sign) || labels.has(first, sign);
    }

    /** Whether another part may follow. */
    private boolean goesOn(CharSequence text, int from, int to) {
        int last = Math.min(from + SIGHT, to);
        for (int at = from; at < last; at++) {
            byte mark = marks[text.charAt(at)];
            if ((mark & (OPEN | END)) != 0) {
                return true;
            }
            if ((mark & BOUNDARY) != 0) {
                return false;
            }
        }
        return last == to && (to == text.length() || (marks[text.charAt(to)] & (OPEN | END)) != 0 || (marks[text.charAt(to)] & BOUNDARY) == 0);
    }
}
