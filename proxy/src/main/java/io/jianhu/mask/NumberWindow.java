package io.jianhu.mask;

import java.util.List;
import java.util.function.Consumer;

/**
 * The digits read last, as long as they and their separators may be part of one number. Bounded: a group longer than any
 * identifier is no part of one, and of many groups the first half is decided as soon as the second has been read.
 */
final class NumberWindow implements Decoding.Sink {

    private static final int LONGEST_GROUP = 19;
    private static final int LONGEST_GAP = 3;
    static final int LONGEST_UNSEEN = 64;
    private static final int MOST_DIGITS = 80;
    private static final int KEPT_DIGITS = 40;

    private final List<Recogniser> recognisers;
    private final Consumer<Hit> found;
    private final Stretch stretch = new Stretch();
    private int digits;
    private int group;
    private int gap;
    private int unseen;
    private boolean overlong;

    NumberWindow(List<Recogniser> recognisers, Consumer<Hit> found) {
        this.recognisers = recognisers;
        this.found = found;
    }

    /** Where the first open number begins, or {@code otherwise} when none is open. */
    int start(int otherwise) {
        return stretch.length() > 0 ? stretch.start(0) : otherwise;
    }

    @Override
    public void sign(char sign, int start, int end) {
        if (sign == Decoding.INVISIBLE) {
            unseen++;
            if (unseen > LONGEST_UNSEEN) {
                close();
            }
            return;
        }
        unseen = 0;
        if (Stretch.isDigit(sign)) {
            digit(sign, start, end);
            return;
        }
        overlong = false;
        group = 0;
        if (sign == '+') {
            close();
            stretch.add(sign, start, end);
        } else if (stretch.length() > 0) {
            switch (sign) {
                case ' ', '-', '·' -> separate(' ', start, end);
                case '.' -> separate('.', start, end);
                case 'x', 'X' -> letter(start, end);
                default -> close();
            }
        }
    }

    /** Decides what is open. */
    void close() {
        if (digits > 0) {
            for (Selection.Choice choice : Selection.choose(stretch, recognisers)) {
                found.accept(choice.hit(stretch));
            }
        }
        stretch.shorten(0);
        digits = 0;
        group = 0;
        gap = 0;
    }

    private void digit(char sign, int start, int end) {
        if (overlong) {
            return;
        }
        stretch.add(sign, start, end);
        gap = 0;
        digits++;
        group++;
        if (group > LONGEST_GROUP) {
            stretch.shorten(stretch.length() - group);
            digits -= group;
            close();
            overlong = true;
        } else if (digits > MOST_DIGITS) {
            decideFirst();
        }
    }

    private void separate(char sign, int start, int end) {
        gap++;
        if (gap > LONGEST_GAP) {
            close();
        } else {
            stretch.add(sign, start, end);
        }
    }

    private void letter(int start, int end) {
        int last = stretch.length() - 1;
        boolean follows = stretch.isDigit(last) || (gap == 1 && stretch.isDigit(last - 1));
        if (follows) {
            gap = 0;
            stretch.add('X', start, end);
        } else {
            close();
        }
    }

    /** Decides the identifiers that begin well before the end, and forgets their signs. */
    private void decideFirst() {
        int border = border();
        int kept = border;
        for (Selection.Choice choice : Selection.choose(stretch, recognisers)) {
            if (choice.from() < border) {
                found.accept(choice.hit(stretch));
                kept = Math.max(kept, choice.to());
            }
        }
        while (kept < stretch.length() && !stretch.isDigit(kept)) {
            kept++;
        }
        stretch.drop(kept);
        digits = 0;
        for (int at = 0; at < stretch.length(); at++) {
            digits += stretch.isDigit(at) ? 1 : 0;
        }
    }

    /** The last beginning of a group that leaves enough digits for any identifier. */
    private int border() {
        int after = 0;
        int at = stretch.length();
        while (after < KEPT_DIGITS || stretch.isDigit(at - 1)) {
            at--;
            after += stretch.isDigit(at) ? 1 : 0;
        }
        return at;
    }
}
