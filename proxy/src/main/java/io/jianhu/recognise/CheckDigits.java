package io.jianhu.recognise;

import java.nio.CharBuffer;

/** The digits that check others. */
public final class CheckDigits {

    private static final int[] RESIDENT_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECKS = "10X98765432";

    private static final String CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int[] VEHICLE_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String VEHICLE_SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final String VEHICLE_VALUES = "012345678912345678123457923456789";

    private CheckDigits() {}

    /** The last sign of a resident's number behind its first seventeen digits (GB 11643—1999, ISO 7064 MOD 11-2). */
    public static char resident(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < RESIDENT_WEIGHTS.length; i++) {
            sum += RESIDENT_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return RESIDENT_CHECKS.charAt(sum % RESIDENT_CHECKS.length());
    }

    /** The last digit of a card's number behind the others (ISO/IEC 7812-1, Annex B). */
    public static char luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = 2 * digit;
            sum += i % 2 != 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** The last sign of a unified social credit code behind its first seventeen (GB 32100—2015, MOD 31-3). */
    public static char creditCode(CharSequence signs) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < signs.length(); i++) {
            sum += weight * CREDIT_SIGNS.indexOf(signs.charAt(i));
            weight = weight * 3 % CREDIT_SIGNS.length();
        }
        return CREDIT_SIGNS.charAt((CREDIT_SIGNS.length() - sum % CREDIT_SIGNS.length()) % CREDIT_SIGNS.length());
    }

    /** The ninth sign of a vehicle's number among its other sixteen (ISO 3779, 49 CFR 565.15). */
    public static char vehicle(CharSequence others) {
        int sum = 0;
        for (int i = 0; i < VEHICLE_WEIGHTS.length; i++) {
            int place = VEHICLE_SIGNS.indexOf(others.charAt(i));
            sum += VEHICLE_WEIGHTS[i] * (VEHICLE_VALUES.charAt(place) - '0');
        }
        return "0123456789X".charAt(sum % 11);
    }

    /** Whether the last of the first {@code length} digits checks the others. */
    static boolean isLuhn(char[] digits, int length) {
        return digits[length - 1] == luhn(CharBuffer.wrap(digits, 0, length - 1));
    }

    /** Whether the last of eighteen digits checks the others. */
    static boolean isResident(char[] digits) {
        return digits[RESIDENT_WEIGHTS.length] == resident(CharBuffer.wrap(digits));
    }
}
