package io.jianhu.recognise;

/** The number of a Taiwan identity card: a letter, 1 or 2 (8 or 9 of residents), and eight digits, the last checking. */
final class TaiwanId implements Recogniser {

    private static final Kind KIND = new Kind("taiwan-id", "台湾身份证号", Kind.Sensitivity.CONSERVATIVE);
    private static final Labels LABELS = Labels.of("身份证", "台湾身份证", "身分證", "身分证", "身份證", "统一证");
    private static final Shape SHAPE = Shape.of("A199999999", "A299999999", "A899999999", "A999999999");

    /** The letters by the number they stand for, from 10. */
    private static final String LETTERS_FROM_TEN = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

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
        return 10;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = SHAPE.match(stretch, from);
        if (end < 0 || "1289".indexOf(stretch.sign(from + 1)) < 0 || !checks(stretch.text(from, end))) {
            return Match.NONE;
        }
        return new Match(end, Evidence.checked(LABELS.before(stretch, from)));
    }

    private static boolean checks(String code) {
        int letter = 10 + LETTERS_FROM_TEN.indexOf(Character.toUpperCase(code.charAt(0)));
        int sum = letter / 10 + 9 * (letter % 10);
        for (int i = 1; i < code.length(); i++) {
            sum += (code.charAt(i) - '0') * Math.max(1, 9 - i);
        }
        return sum % 10 == 0;
    }
}
