package io.jianhu.mask;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * A resident identity number of 18 characters (GB 11643-1999): the code of a province, the date of a birth that has been,
 * and the check character of ISO 7064 MOD 11-2. All three must hold, since every eleventh number has the right check.
 */
final class ResidentId implements Recogniser {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71, 81, 82, 83);
    private static final int FIRST_YEAR = 1850;

    private final InstantSource clock;

    ResidentId(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "resident-id";
    }

    @Override
    public String label() {
        return "身份证号";
    }

    @Override
    public Trigger trigger() {
        return Trigger.NUMBER;
    }

    @Override
    public int match(Stretch stretch, int from) {
        char[] digits = new char[LENGTH];
        int end = Digits.read(stretch, from, digits, true, false);
        return end >= 0 && checks(digits) && PROVINCES.contains(number(digits, 0, 2)) && wasBorn(digits) ? end : -1;
    }

    private static boolean checks(char[] digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits[i] - '0');
        }
        return CHECKS.charAt(sum % CHECKS.length()) == digits[LENGTH - 1];
    }

    private boolean wasBorn(char[] digits) {
        int year = number(digits, 6, 10);
        try {
            LocalDate birth = LocalDate.of(year, number(digits, 10, 12), number(digits, 12, 14));
            return year >= FIRST_YEAR && !birth.isAfter(LocalDate.ofInstant(clock.instant(), CHINA));
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static int number(char[] digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + digits[i] - '0';
        }
        return number;
    }
}
