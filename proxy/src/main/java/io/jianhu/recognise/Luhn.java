package io.jianhu.recognise;

/** The check digit of ISO/IEC 7812-1, Annex B. */
final class Luhn {

    private Luhn() {}

    /** Whether the last of the first {@code length} digits checks the others. */
    static boolean checks(char[] digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits[length - 1 - i] - '0';
            int doubled = 2 * digit;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
