package io.jianhu.recognise;

/**
 * The number of a Hong Kong identity card: one or two letters, six digits and a check digit, usually in brackets. Without
 * brackets it counts behind a label only, as one of eleven numbers passes the check.
 */
final class HongKongId implements Recogniser {

    private static final Kind KIND = new Kind("hong-kong-id", "香港身份证号", Kind.Sensitivity.CONSERVATIVE);
    private static final Labels LABELS = Labels.of("香港身份证", "香港居民身份证", "香港永久性居民身份证", "香港身份證", "身份证", "身份證", "hkid");
    private static final Shape BARE = Shape.of("A9999999", "A999999A", "AA9999999", "AA999999A");
    private static final Shape BRACKETED = Shape.of("A999999(?)", "AA999999(?)");
    private static final int BLANK = 36;
    private static final int CHECKED = 9;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return LETTERS;
    }

    @Override
    public int least() {
        return 8;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = BRACKETED.match(stretch, from);
        if (end >= 0) {
            return checks(canonical(stretch.text(from, end)))
                    ? new Match(end, Evidence.checked(LABELS.before(stretch, from)))
                    : Match.NONE;
        }
        end = BARE.match(stretch, from);
        boolean is = end >= 0 && checks(canonical(stretch.text(from, end))) && LABELS.before(stretch, from);
        return is ? new Match(end, Evidence.CHECKED_AND_LABELLED) : Match.NONE;
    }

    /** Letters count 10 to 35, a missing first letter 36; the weights run from 9 to 1 and the sum is divisible by 11. */
    private static boolean checks(String code) {
        int sum = code.length() == CHECKED ? 0 : BLANK * CHECKED;
        for (int i = 0; i < code.length(); i++) {
            boolean last = i == code.length() - 1;
            int value = last && code.charAt(i) == 'a' ? 10 : Character.digit(code.charAt(i), 36);
            sum += value * (code.length() - i);
        }
        return sum % 11 == 0 && Character.digit(code.charAt(code.length() - 1), 11) >= 0;
    }
}
