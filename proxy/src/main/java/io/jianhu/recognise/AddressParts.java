package io.jianhu.recognise;

/**
 * The parts in a row that may make an address, as far as a text was looked at. Of rows that lie over each other only the
 * first is kept: it has whatever the others have.
 */
final class AddressParts {

    /** So many parts make an address without a number, if one of them is a road, a village or an estate. */
    private static final int ENOUGH = 3;

    private static final int NONE = Integer.MAX_VALUE;

    private final Characters text;
    private final byte[] marks;
    private final int from;
    private int begin = NONE;
    private int parts;
    private int seen;
    private int last;
    private int sight;
    /** Parts that belong to rows which begin too early to be told, and the last of them. */
    private int passed;

    private int passedSeen;
    private int lastPassed = -1;

    /** @param from rows that begin before are not told */
    AddressParts(Characters text, byte[] marks, int from) {
        this.text = text;
        this.marks = marks;
        this.from = from;
    }

    /** Where the row begins that something at a place would belong to, or beyond everything. */
    int begin(int at) {
        if (begin != NONE && !reaches(at)) {
            begin = NONE;
        }
        return begin;
    }

    private boolean reaches(int at) {
        if (at >= sight) {
            return false;
        }
        for (int between = last + 1; between < at; between++) {
            if ((marks[text.charAt(between)] & AddressGlance.CLOSED) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes a part.
     *
     * @param first where it begins, or a row that it ends
     * @param at the last character that was looked at for it
     * @param until where the next part must have come into sight
     * @param endings as {@link PlaceWords#endings} says
     */
    void take(int first, int at, int until, int endings) {
        boolean open = begin(at) != NONE;
        if (!open && first < from) {
            passed++;
            passedSeen |= endings;
            lastPassed = at;
            return;
        }
        if (!open) {
            parts = 0;
            seen = PlaceWords.NO_WORD;
            sight = 0;
        }
        if (first >= from && first < begin) {
            begin = first;
            takePassed();
        }
        parts++;
        seen |= endings;
        last = at;
        sight = Math.max(sight, until);
    }

    /**
     * Takes a known name.
     *
     * @param at its first character, which may be one that goes into no other name
     * @param until where the next part must have come into sight
     */
    void takeKnown(int at, int until) {
        take(at, at, until, PlaceWords.NO_WORD);
        last = at + 1;
    }

    /** Those that were passed are parts of a row that begins before the last of them. */
    private void takePassed() {
        if (lastPassed > begin) {
            parts += passed;
            seen |= passedSeen;
            passed = 0;
        }
    }

    /** Whether the parts make an address without a number. */
    boolean areEnough() {
        return parts >= ENOUGH && begin != NONE && (seen & PlaceWords.PLACE) != 0;
    }
}
