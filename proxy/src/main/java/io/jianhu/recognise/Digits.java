package io.jianhu.recognise;

/** Reads numbers whose digits stand in groups. */
final class Digits {

    /** What may stand between groups, up to {@link #LONGEST_GAP} in a row. */
    static final String SPACES = " -·\n";

    /** The same with the full stop. */
    static final String DOTS = SPACES + '.';

    /** What may stand second in a number. */
    static final String SECONDS = Numerals.ALL + DOTS;

    private static final int LONGEST_GAP = 3;

    private Digits() {}

    /**
     * Reads exactly {@code digits.length} digits, Chinese numerals too, over gaps between them.
     *
     * @param digits filled with the digits
     * @param lastMayBeX whether X may stand for the last
     * @param gaps which signs may stand between digits
     * @return the sign after the last digit, or -1 when there are fewer or the last group goes on
     */
    static int read(Stretch stretch, int from, char[] digits, boolean lastMayBeX, String gaps) {
        int read = 0;
        int gap = 0;
        int at = from;
        while (read < digits.length) {
            char sign = stretch.sign(at);
            int digit = Numerals.value(sign);
            if (digit >= 0) {
                digits[read++] = (char) ('0' + digit);
                gap = 0;
            } else if ((sign == 'X' || sign == 'x') && lastMayBeX && read == digits.length - 1) {
                digits[read++] = 'X';
            } else if (read == 0 || gap == LONGEST_GAP || gaps.indexOf(sign) < 0) {
                return -1;
            } else {
                gap++;
            }
            at++;
        }
        return digits[read - 1] != 'X' && goesOn(stretch, at, lastMayBeX) ? -1 : at;
    }

    /** The sizes of the groups of digits, each as one character, such as {@code 344}; sizes over 9 are letters from a. */
    static String shape(Stretch stretch, int from, int to) {
        StringBuilder shape = new StringBuilder(4);
        int size = 0;
        for (int at = from; at < to; at++) {
            if (Numerals.value(stretch.sign(at)) >= 0) {
                size++;
            } else if (size > 0) {
                shape.append(Character.forDigit(size, 36));
                size = 0;
            }
        }
        return size == 0
                ? shape.toString()
                : shape.append(Character.forDigit(size, 36)).toString();
    }

    /** Whether the groups are single digits. */
    static boolean spelled(String shape) {
        return shape.length() > 1 && shape.chars().allMatch(size -> size == '1');
    }

    /** The length of the run of plain digits that begins here, at most {@code most}. */
    static int run(Stretch stretch, int from, int most) {
        int length = 0;
        while (length < most && stretch.isDigit(from + length)) {
            length++;
        }
        return length;
    }

    static int number(char[] digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + digits[i] - '0';
        }
        return number;
    }

    private static boolean goesOn(Stretch stretch, int at, boolean lastMayBeX) {
        char sign = stretch.sign(at);
        return Numerals.join(stretch.sign(at - 1), sign) || (lastMayBeX && (sign == 'X' || sign == 'x'));
    }
}
