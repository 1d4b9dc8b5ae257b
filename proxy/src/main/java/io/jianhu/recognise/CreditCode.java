package io.jianhu.recognise;

/**
 * A unified social credit code (统一社会信用代码, GB 32100—2015): eighteen signs of an alphabet without I, O, S, V and Z, the
 * last the check of MOD 31-3. It names an organisation; of a sole
 * trader it is personal. Codes that begin with 1 are offices' and public.
 */
final class CreditCode implements Recogniser {

    private static final Kind KIND = new Kind("credit-code", "统一社会信用代码", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("信用代码", "社会信用代码", "统一社会信用代码", "税号", "纳税人识别", "营业执照");
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int LENGTH = 18;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "123456789ANYanyGg";
    }

    @Override
    public int least() {
        return LENGTH;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if (stretch.isWord(from - 1)) {
            return Match.NONE;
        }
        char[] signs = new char[LENGTH];
        int read = 0;
        int at = from;
        while (read < LENGTH) {
            char sign = Character.toUpperCase(stretch.sign(at));
            boolean gap = read > 0 && (sign == ' ' || sign == '-') && stretch.isWord(at - 1);
            if (ALPHABET.indexOf(sign) >= 0) {
                signs[read++] = sign;
            } else if (!gap) {
                return Match.NONE;
            }
            at++;
        }
        if (stretch.isWord(at) || !checks(signs) || !hasArea(signs)) {
            return Match.NONE;
        }
        boolean labelled = LABELS.before(stretch, from);
        if (signs[0] == '1') {
            return labelled || isTelling(signs) ? new Match(at, Evidence.PUBLIC) : Match.NONE;
        }
        return labelled || isTelling(signs) ? new Match(at, Evidence.checked(labelled)) : Match.NONE;
    }

    /** Whether the signs three to eight are an area: of all codes in use they are digits. */
    private static boolean hasArea(char[] signs) {
        for (int i = 2; i < 8; i++) {
            if (!Stretch.isDigit(signs[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether chance would hardly make it: a letter among the signs, or the beginning of a business. */
    private static boolean isTelling(char[] signs) {
        boolean business = signs[0] == '9' && signs[1] >= '1' && signs[1] <= '3';
        return business || new String(signs).chars().anyMatch(Character::isLetter);
    }

    private static boolean checks(char[] signs) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(signs[i]);
        }
        return (sum + ALPHABET.indexOf(signs[LENGTH - 1])) % ALPHABET.length() == 0;
    }
}
