package io.jianhu.mask;

/** Reads numbers whose digits stand in groups. */
final class Digits {

    private Digits() {}

    /**
     * Reads exactly {@code digits.length} digits, over spaces between them.
     *
     * @param from where a group begins
     * @param digits filled with the digits
     * @param lastMayBeX whether X may stand for the last
     * @param dots whether full stops may stand between groups too
     * @return the sign after the last digit, or -1 when there are fewer or the last group goes on
     */
    static int read(Stretch stretch, int from, char[] digits, boolean lastMayBeX, boolean dots) {
        int read = 0;
        int at = from;
        while (read < digits.length) {
            char sign = stretch.sign(at);
            if (Stretch.isDigit(sign) || (sign == 'X' && lastMayBeX && read == digits.length - 1)) {
                digits[read++] = sign;
            } else if (read == 0 || !(sign == ' ' || (sign == '.' && dots))) {
                return -1;
            }
            at++;
        }
        boolean closed = digits[read - 1] == 'X';
        boolean goesOn = !closed && (stretch.isDigit(at) || (lastMayBeX && stretch.sign(at) == 'X'));
        return goesOn ? -1 : at;
    }

    /** The sizes of the groups of digits, each as one character, such as {@code 344}; sizes over 9 are letters from a. */
    static String shape(Stretch stretch, int from, int to) {
        StringBuilder shape = new StringBuilder(4);
        int size = 0;
        for (int at = from; at <= to; at++) {
            if (at < to && stretch.isDigit(at)) {
                size++;
            } else if (size > 0) {
                shape.append(Character.forDigit(size, 36));
                size = 0;
            }
        }
        return shape.toString();
    }

    /** Whether the groups are single digits. */
    static boolean spelled(String shape) {
        return shape.length() > 1 && shape.chars().allMatch(size -> size == '1');
    }
}
