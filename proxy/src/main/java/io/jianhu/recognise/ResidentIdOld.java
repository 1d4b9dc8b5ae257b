package io.jianhu.recognise;

import java.time.InstantSource;

/**
 * The resident's number of fifteen digits that was issued until 1999: area, date of birth with two digits of the year,
 * sequence. It has no check digit, so it counts only behind a label. It equals the number of eighteen digits that it
 * became.
 */
final class ResidentIdOld implements Recogniser {

    private static final int LENGTH = 15;
    private static final int CENTURY = 1900;

    private final InstantSource clock;

    ResidentIdOld(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return ResidentId.KIND;
    }

    @Override
    public String firsts() {
        return "123456";
    }

    @Override
    public int least() {
        return LENGTH;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char[] digits = new char[LENGTH];
        int end = Digits.read(stretch, from, digits, false, Digits.SPACES);
        boolean is = end >= 0
                && Day.isPast(
                        CENTURY + Digits.number(digits, 6, 8),
                        Digits.number(digits, 8, 10),
                        Digits.number(digits, 10, 12),
                        clock)
                && ResidentId.LABELS.before(stretch, from);
        return is ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }
}
