package io.jianhu.recognise;

/** An organisation code (组织机构代码): eight signs and a check sign. Placeholders in use fail the check, so a label decides. */
final class OrganisationCode implements Recogniser {

    private static final Kind KIND = new Kind("organisation-code", "组织机构代码", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("组织机构代码", "机构代码", "组织机构代码证");
    private static final Shape SHAPE = Shape.of("????????-?", "?????????");
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return SHAPE.firsts();
    }

    @Override
    public int least() {
        return 9;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = SHAPE.match(stretch, from);
        if (end < 0 || !LABELS.before(stretch, from)) {
            return Match.NONE;
        }
        boolean checked = checks(canonical(stretch.text(from, end)));
        return new Match(end, checked ? Evidence.CHECKED_AND_LABELLED : Evidence.LABELLED);
    }

    private static boolean checks(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(code.charAt(i), 36);
        }
        int check = 11 - sum % 11;
        char expected = check == 10 ? 'x' : check == 11 ? '0' : (char) ('0' + check);
        return code.charAt(WEIGHTS.length) == expected;
    }
}
