package io.jianhu.recognise;

/** A sum of money: digits or numerals, perhaps with 万, and its unit. */
final class Amount {

    private static final int LONGEST = 14;
    private static final String MARKS = ".,点";
    private static final String TENS = "十百千万亿两多几余k";
    private static final String UNITS = "元块";

    private Amount() {}

    /** The sign after a sum that begins here, or -1. */
    static int end(Stretch stretch, int from) {
        int at = from;
        boolean large = false;
        while (at - from < LONGEST && (Numerals.value(stretch.sign(at)) >= 0 || isPart(stretch, from, at))) {
            large |= TENS.indexOf(stretch.sign(at)) >= 0;
            at++;
        }
        if (at == from) {
            return -1;
        }
        return UNITS.indexOf(stretch.sign(at)) >= 0 ? at + 1 : large ? at : -1;
    }

    private static boolean isPart(Stretch stretch, int from, int at) {
        char sign = stretch.sign(at);
        if (TENS.indexOf(sign) >= 0) {
            return at > from || sign == '十' || sign == '两' || sign == '几';
        }
        return at > from
                && MARKS.indexOf(sign) >= 0
                && Numerals.value(stretch.sign(at - 1)) >= 0
                && Numerals.value(stretch.sign(at + 1)) >= 0;
    }
}
