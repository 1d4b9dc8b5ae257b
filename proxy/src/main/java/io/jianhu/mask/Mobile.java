package io.jianhu.mask;

import java.util.Set;

/**
 * A mobile number of the mainland: 1, 3 to 9, and nine digits, with or without the country code 86. Segments are not
 * compared, as new ones are allotted.
 */
final class Mobile implements Recogniser {

    /** The ways in which people group eleven digits. */
    private static final Set<String> SHAPES =
            Set.of("b", "344", "443", "434", "335", "533", "38", "83", "74", "47", "56", "65");

    private static final int LENGTH = 11;

    @Override
    public String kind() {
        return "mobile";
    }

    @Override
    public String label() {
        return "手机号";
    }

    @Override
    public Trigger trigger() {
        return Trigger.NUMBER;
    }

    @Override
    public int match(Stretch stretch, int from) {
        if (stretch.sign(from) == '+') {
            int first = stretch.sign(from + 1) == ' ' ? from + 2 : from + 1;
            return after(stretch, first, "86");
        }
        int end = after(stretch, from, "0086");
        if (end < 0) {
            end = after(stretch, from, "86");
        }
        return end < 0 ? after(stretch, from, "") : end;
    }

    @Override
    public String canonical(String signs) {
        return signs.substring(Math.max(0, signs.length() - LENGTH));
    }

    private static int after(Stretch stretch, int from, String prefix) {
        char first = prefix.isEmpty() ? '1' : prefix.charAt(0);
        if (stretch.sign(from) != first) {
            return -1;
        }
        char[] digits = new char[prefix.length() + LENGTH];
        int end = Digits.read(stretch, from, digits, false, true);
        if (end < 0 || !new String(digits, 0, prefix.length()).equals(prefix)) {
            return -1;
        }
        char second = digits[prefix.length() + 1];
        if (digits[prefix.length()] != '1' || second < '3') {
            return -1;
        }
        int own = from;
        for (int skipped = 0; skipped < prefix.length() || !stretch.isDigit(own); own++) {
            skipped += stretch.isDigit(own) ? 1 : 0;
        }
        String shape = Digits.shape(stretch, own, end);
        boolean dotted = stretch.text(own, end).indexOf('.') >= 0;
        boolean usual = dotted ? shape.equals("344") : SHAPES.contains(shape) || Digits.spelled(shape);
        return usual && !isAmount(stretch, own, end) ? end : -1;
    }

    /** Whether the digits are the whole or the fraction of a decimal number: {@code 0.…} or {@code ….00}. */
    private static boolean isAmount(Stretch stretch, int from, int end) {
        boolean fraction = stretch.sign(from - 1) == '.' && stretch.sign(from - 2) == '0' && !stretch.isDigit(from - 3);
        boolean whole = stretch.sign(end) == '.'
                && stretch.isDigit(end + 1)
                && stretch.isDigit(end + 2)
                && !stretch.isDigit(end + 3);
        return fraction || whole;
    }
}
