package io.jianhu.mask;

import io.jianhu.recognise.CheckDigits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A made-up value in the form of a real one, with valid check digits, for models that need it. All lie in ranges that are
 * given to nobody, as areas 7199 and 8199, test devices (TS.06 of the GSMA), documentation networks (RFC 5737, RFC 3849)
 * and locally administered hardware, or that are not in use, as card numbers from 629999 and the telephone area 0449.
 *
 * @param text what the model reads
 * @param rewritten other ways in which a model may write it
 * @param tells what somebody may read out of it: a date of birth, in all its writings
 */
record Surrogate(String text, List<String> rewritten, List<String> tells) {

    /** So often another one is tried where one is taken: some kinds have few. */
    static final int ATTEMPTS = 64;

    private static final List<String> DOCUMENTATION = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    Surrogate {
        rewritten = List.copyOf(rewritten);
        tells = List.copyOf(tells);
    }

    /**
     * A value in place of one of a kind; empty for kinds of which none is made up. Equal bytes make equal values.
     *
     * @param value what it stands for
     * @param random 32 bytes
     */
    static Optional<Surrogate> of(String kind, String value, byte[] random) {
        return switch (kind) {
            case "birth-date" -> Optional.of(birthDate(random));
            case "resident-id" -> Optional.of(bornSomeDay("7199" + digits(random, 0, 2), random));
            case "residence-permit" -> Optional.of(bornSomeDay("8199" + digits(random, 0, 2), random));
            case "permanent-residence" -> Optional.of(bornSomeDay("999" + digits(random, 0, 3), random));
            default -> text(kind, value, random).map(text -> new Surrogate(text, List.of(), List.of()));
        };
    }

    private static Optional<String> text(String kind, String value, byte[] random) {
        return switch (kind) {
            case "mobile" -> Optional.of("19999" + digits(random, 0, 6));
            case "landline" -> Optional.of("0449-2" + digits(random, 0, 7));
            case "passport" -> Optional.of("E99" + digits(random, 0, 6));
            case "travel-permit" -> Optional.of("H99" + digits(random, 0, 6));
            case "taiwan-travel-permit" -> Optional.of("99" + digits(random, 0, 6));
            case "driver-file" -> Optional.of("9999" + digits(random, 0, 8));
            case "social-security" -> Optional.of("Z99" + digits(random, 0, 6));
            case "bank-card" -> Optional.of(withLuhn("629999" + digits(random, 0, 12)));
            case "credit-code" -> Optional.of(creditCode("91999999MA" + digits(random, 0, 7)));
            case "plate" -> Optional.of("粤Z" + digits(random, 0, 5));
            case "vin" -> Optional.of(vehicle("L00" + digits(random, 0, 13)));
            case "imei" -> Optional.of(withLuhn("001" + digits(random, 0, 11)));
            case "email" -> Optional.of("u" + digits(random, 0, 10) + "@example.com");
            case "qq" -> Optional.of("99" + digits(random, 0, 10));
            case "wechat" -> Optional.of("wxid_" + digits(random, 0, 15));
            case "ip-address" -> Optional.of(isVersion6(value) ? version6(random) : version4(random));
            case "mac-address" -> Optional.of(hardware(random));
            default -> Optional.empty();
        };
    }

    /** A number with a date of birth in it behind its area. */
    private static Surrogate bornSomeDay(String area, byte[] random) {
        String body =
                area + String.format("%04d%02d%02d", year(random), month(random), day(random)) + digits(random, 3, 3);
        return new Surrogate(
                body + CheckDigits.resident(body), List.of(), birthDate(random).writings());
    }

    private static Surrogate birthDate(byte[] random) {
        int year = year(random);
        int month = month(random);
        int day = day(random);
        return new Surrogate(
                String.format("%04d-%02d-%02d", year, month, day),
                List.of(
                        year + "年" + month + "月" + day + "日",
                        String.format("%04d年%02d月%02d日", year, month, day),
                        String.format("%04d/%02d/%02d", year, month, day),
                        year + "/" + month + "/" + day,
                        String.format("%04d.%02d.%02d", year, month, day),
                        String.format("%04d%02d%02d", year, month, day)),
                List.of());
    }

    private static int year(byte[] random) {
        return 1950 + number(random, 10) % 50;
    }

    private static int month(byte[] random) {
        return 1 + number(random, 11) % 12;
    }

    private static int day(byte[] random) {
        return 1 + number(random, 12) % 28;
    }

    private static String withLuhn(String body) {
        return body + CheckDigits.luhn(body);
    }

    private static String creditCode(String body) {
        return body + CheckDigits.creditCode(body);
    }

    /** @param body all but the ninth sign, which checks them */
    private static String vehicle(String body) {
        return body.substring(0, 8) + CheckDigits.vehicle(body) + body.substring(8);
    }

    private static boolean isVersion6(String address) {
        return address.chars().anyMatch(sign -> sign == ':' || Character.isLetter(sign));
    }

    private static String version4(byte[] random) {
        return DOCUMENTATION.get(number(random, 0) % DOCUMENTATION.size()) + number(random, 1);
    }

    private static String version6(byte[] random) {
        StringBuilder address = new StringBuilder("2001:db8");
        for (int group = 0; group < 6; group++) {
            address.append(String.format(":%x%02x", 1 + number(random, 2 * group) % 15, number(random, 2 * group + 1)));
        }
        return address.toString();
    }

    private static String hardware(byte[] random) {
        StringBuilder address = new StringBuilder("0A");
        for (int i = 0; i < 5; i++) {
            address.append(String.format(":%02X", number(random, i)));
        }
        return address.toString();
    }

    private static int number(byte[] random, int at) {
        return Byte.toUnsignedInt(random[at]);
    }

    private static String digits(byte[] random, int from, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = from; i < from + count; i++) {
            digits.append(number(random, i) % 10);
        }
        return digits.toString();
    }

    /** All the ways of writing it, in lower case. */
    List<String> writings() {
        return Stream.concat(Stream.of(text), rewritten.stream())
                .map(writing -> writing.toLowerCase(Locale.ROOT))
                .toList();
    }
}
