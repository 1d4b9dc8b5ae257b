package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.math.BigDecimal;
import java.util.Optional;

/** Tells numbers that could be somebody's, such as a telephone's, from those that measure something. */
final class Figures {

    /** A number that is written longer than this, or with a higher exponent, is nobody's. */
    private static final int LONGEST = 64;

    private static final int HIGHEST_EXPONENT = 99;

    private Figures() {}

    /** The text that a number could be; empty where it has too few digits before the point, or is a moment. */
    static Optional<String> text(Json.Literal literal) {
        String text = literal.text();
        if (!literal.isNumber() || text.length() > LONGEST || (whole(text) < Names.LEAST_DIGITS && !isRaised(text))) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs(number.scale()) > HIGHEST_EXPONENT) {
            return Optional.empty();
        }
        String plain = number.stripTrailingZeros().toPlainString();
        return whole(plain) < Names.LEAST_DIGITS || isMoment(plain) ? Optional.empty() : Optional.of(plain);
    }

    /** How many digits stand before the point. */
    private static int whole(String number) {
        int first = number.startsWith("-") ? 1 : 0;
        int end = first;
        while (end < number.length() && number.charAt(end) >= '0' && number.charAt(end) <= '9') {
            end++;
        }
        return end - first;
    }

    /** Whether an exponent makes a number greater than it looks. */
    private static boolean isRaised(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        return exponent >= 0 && number.charAt(exponent + 1) != '-';
    }

    /** Whether a number counts milliseconds, microseconds or nanoseconds since the epoch, from 2017 to 2033. */
    private static boolean isMoment(String number) {
        int length = number.length();
        return (length == 13 || length == 16 || length == 19)
                && number.charAt(0) == '1'
                && number.charAt(1) >= '5'
                && number.indexOf('.') < 0;
    }
}
