package io.jianhu.recognise;

import java.util.Set;

/**
 * A mobile number of the mainland: 1, 3 to 9, and nine digits, with or without the country code 86. Segments are not
 * compared, as new ones are allotted.
 */
final class Mobile implements Recogniser {

    private static final Kind KIND = new Kind("mobile", "手机号", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS =
            Labels.of("手机", "电话", "联系方式", "联系电话", "号码", "微信", "tel", "phone", "mobile", "手機", "電話", "致电", "拨打", "短信");

    /** The ways in which people group eleven digits. */
    private static final Set<String> SHAPES =
            Set.of("b", "344", "443", "434", "335", "533", "38", "83", "74", "47", "56", "65");

    private static final int LENGTH = 11;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "+018零〇一幺壹八捌";
    }

    @Override
    public String seconds() {
        return Digits.SECONDS;
    }

    @Override
    public int least() {
        return LENGTH;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = end(stretch, from);
        return end < 0
                ? Match.NONE
                : new Match(end, LABELS.before(stretch, from) ? Evidence.CHECKED_AND_LABELLED : Evidence.CHECKED);
    }

    @Override
    public String canonical(String signs) {
        String digits = Recogniser.super.canonical(signs);
        return digits.substring(Math.max(0, digits.length() - LENGTH));
    }

    private static int end(Stretch stretch, int from) {
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

    private static int after(Stretch stretch, int from, String prefix) {
        char first = prefix.isEmpty() ? '1' : prefix.charAt(0);
        if (Numerals.value(stretch.sign(from)) != first - '0') {
            return -1;
        }
        char[] digits = new char[prefix.length() + LENGTH];
        int end = Digits.read(stretch, from, digits, false, Digits.DOTS);
        if (end < 0 || !new String(digits, 0, prefix.length()).equals(prefix)) {
            return -1;
        }
        char second = digits[prefix.length() + 1];
        if (digits[prefix.length()] != '1' || second < '3') {
            return -1;
        }
        int own = from;
        for (int skipped = 0; skipped < prefix.length() || Numerals.value(stretch.sign(own)) < 0; own++) {
            skipped += Numerals.value(stretch.sign(own)) >= 0 ? 1 : 0;
        }
        return isUsual(stretch, own, end) && !isAmount(stretch, own, end) ? end : -1;
    }

    private static boolean isUsual(Stretch stretch, int from, int end) {
        String shape = Digits.shape(stretch, from, end);
        String text = stretch.text(from, end);
        boolean strict = text.indexOf('.') >= 0 || text.indexOf('\n') >= 0;
        return strict ? shape.equals("344") : SHAPES.contains(shape) || Digits.spelled(shape);
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
