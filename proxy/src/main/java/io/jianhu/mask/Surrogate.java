package io.jianhu.mask;

import io.jianhu.recognise.CheckDigits;
import java.util.Optional;

/**
 * Made-up values in the form of real ones, with valid check digits, for models that need them. All lie in ranges that are
 * given to nobody: area 999, mobile 19999, bank 999999. Equal bytes make equal values.
 */
final class Surrogate {

    private Surrogate() {}

    /** A value of a kind; empty for kinds of which none is made up. */
    static Optional<String> of(String kind, byte[] random) {
        return switch (kind) {
            case "mobile" -> Optional.of("19999" + digits(random, 0, 6));
            case "resident-id" -> Optional.of(residentId(random));
            case "bank-card" -> Optional.of(withLuhn("999999" + digits(random, 0, 12)));
            case "email" -> Optional.of("u" + digits(random, 0, 10) + "@example.com");
            case "plate" -> Optional.of("粤Z" + digits(random, 0, 5));
            case "passport" -> Optional.of("E99" + digits(random, 0, 6));
            default -> Optional.empty();
        };
    }

    private static String residentId(byte[] random) {
        int year = 1950 + Byte.toUnsignedInt(random[10]) % 50;
        int month = 1 + Byte.toUnsignedInt(random[11]) % 12;
        int day = 1 + Byte.toUnsignedInt(random[12]) % 28;
        String body =
                "999" + digits(random, 0, 3) + String.format("%04d%02d%02d", year, month, day) + digits(random, 3, 3);
        return body + CheckDigits.resident(body);
    }

    private static String withLuhn(String body) {
        return body + CheckDigits.luhn(body);
    }

    private static String digits(byte[] random, int from, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = from; i < from + count; i++) {
            digits.append(Byte.toUnsignedInt(random[i]) % 10);
        }
        return digits.toString();
    }
}
