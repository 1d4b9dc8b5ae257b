package io.jianhu.recognise;

/** The number of an officer's or soldier's card: 军字第12345678号 and its like. */
final class MilitaryId implements Recogniser {

    private static final Kind KIND = new Kind("military-id", "军人证件号", Kind.Sensitivity.CONSERVATIVE);
    private static final String ARMS = "军武南北沈兰成济广海空参政后装士文";
    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return ARMS;
    }

    @Override
    public String seconds() {
        return "字";
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if (!stretch.has(from + 1, "字第")) {
            return Match.NONE;
        }
        int at = from + 3;
        int signs = 0;
        while (signs <= LONGEST && stretch.isWord(at + signs)) {
            signs++;
        }
        if (signs < SHORTEST || signs > LONGEST) {
            return Match.NONE;
        }
        return new Match(stretch.sign(at + signs) == '号' ? at + signs + 1 : at + signs, Evidence.CHECKED);
    }
}
