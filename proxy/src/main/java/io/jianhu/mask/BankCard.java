package io.jianhu.mask;

/** A bank card's number: 16 to 19 digits, the first 3 to 6, with the check digit of Luhn (ISO/IEC 7812-1). */
final class BankCard implements Recogniser {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 19;

    @Override
    public String kind() {
        return "bank-card";
    }

    @Override
    public String label() {
        return "银行卡号";
    }

    @Override
    public Trigger trigger() {
        return Trigger.NUMBER;
    }

    @Override
    public int match(Stretch stretch, int from) {
        char first = stretch.sign(from);
        if (first < '3' || first > '6') {
            return -1;
        }
        for (int length = LONGEST; length >= SHORTEST; length--) {
            char[] digits = new char[length];
            int end = Digits.read(stretch, from, digits, false, false);
            if (end >= 0 && checks(digits) && !monotonous(digits) && usual(Digits.shape(stretch, from, end))) {
                return end;
            }
        }
        return -1;
    }

    private static boolean checks(char[] digits) {
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i] - '0';
            int doubled = 2 * digit;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean monotonous(char[] digits) {
        return new String(digits).chars().allMatch(digit -> digit == digits[0]);
    }

    /** Whether every group but the last has four digits or more, or each digit stands alone. */
    private static boolean usual(String shape) {
        return Digits.spelled(shape)
                || shape.substring(0, shape.length() - 1).chars().allMatch(size -> size >= '4');
    }
}
