package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whole numbers of events: how many, or which of several. */
public final class Count {

    private Count() {}

    /**
     * The number that a value is; empty for any other value, and for a number with a sign, a fraction, an exponent or more
     * digits.
     *
     * @param digits the most it may have, 1 to 18
     */
    public static OptionalLong of(@Nullable Json value, int digits) {
        if (!(value instanceof Json.Literal literal) || literal.text().length() > digits) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int at = 0; at < literal.text().length(); at++) {
            char digit = literal.text().charAt(at);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = 10 * number + digit - '0';
        }
        return OptionalLong.of(number);
    }
}
