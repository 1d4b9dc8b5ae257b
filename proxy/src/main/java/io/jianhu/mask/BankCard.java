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
        int longest = -1;
        char[] digits = new char[LONGEST];
        int read = 0;
        for (int at = from; read < LONGEST; at++) {
            if (stretch.isDigit(at)) {
                digits[read++] = stretch.sign(at);
            } else if (stretch.sign(at) != ' ') {
                break;
            }
            boolean grouped = read >= SHORTEST && stretch.isDigit(at) && !stretch.isDigit(at + 1);
            if (grouped && isCard(digits, read) && usual(Digits.shape(stretch, from, at + 1))) {
                longest = at + 1;
            }
        }
        return longest;
    }

    private static boolean isCard(char[] digits, int length) {
        int sum = 0;
        boolean same = true;
        for (int i = 0; i < length; i++) {
            int digit = digits[length - 1 - i] - '0';
            int doubled = 2 * digit;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
            same &= digits[i] == digits[0];
        }
        return sum % 10 == 0 && !same;
    }

    /** Whether every group but the last has four digits or more, or each digit stands alone. */
    private static boolean usual(String shape) {
        return Digits.spelled(shape)
                || shape.substring(0, shape.length() - 1).chars().allMatch(size -> size >= '4');
    }
}
