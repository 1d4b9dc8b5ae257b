package io.jianhu.recognise;

/**
 * A bank card's number: 16 to 19 digits, the first 3 to 6, with the check digit of Luhn (ISO/IEC 7812-1). Behind a label
 * the check digit may be wrong: people mistype, and the number is theirs all the same.
 */
final class BankCard implements Recogniser {

    private static final Kind KIND = new Kind("bank-card", "银行卡号", Kind.Sensitivity.SENSITIVE);
    private static final Labels LABELS =
            Labels.of("银行卡", "卡", "账户", "账", "帐", "储蓄卡", "信用卡", "借记卡", "一卡通", "card", "card no", "account", "iban");
    private static final int SHORTEST = 16;
    private static final int LONGEST = 19;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "3456三四五六叁肆伍陆";
    }

    @Override
    public String seconds() {
        return Digits.SECONDS;
    }

    @Override
    public int least() {
        return SHORTEST;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int checked = -1;
        int other = -1;
        char[] digits = new char[LONGEST];
        int read = 0;
        int gap = 0;
        for (int at = from; read < LONGEST && gap <= 2; at++) {
            int digit = Numerals.value(stretch.sign(at));
            if (digit < 0) {
                if (Digits.DOTS.indexOf(stretch.sign(at)) < 0) {
                    break;
                }
                gap++;
                continue;
            }
            gap = 0;
            digits[read++] = (char) ('0' + digit);
            boolean grouped = read >= SHORTEST && Numerals.value(stretch.sign(at + 1)) < 0;
            if (grouped && usual(Digits.shape(stretch, from, at + 1)) && !isRepeated(digits, read)) {
                checked = CheckDigits.isLuhn(digits, read) ? at + 1 : checked;
                other = at + 1;
            }
        }
        if (other < 0) {
            return Match.NONE;
        }
        boolean labelled = LABELS.before(stretch, from);
        if (checked >= 0) {
            return new Match(checked, Evidence.checked(labelled));
        }
        return labelled ? new Match(other, Evidence.LABELLED) : Match.NONE;
    }

    private static boolean isRepeated(char[] digits, int length) {
        for (int i = 1; i < length; i++) {
            if (digits[i] != digits[0]) {
                return false;
            }
        }
        return true;
    }

    /** Whether every group but the last has four digits or more, or each digit stands alone. */
    private static boolean usual(String shape) {
        return Digits.spelled(shape)
                || shape.substring(0, shape.length() - 1).chars().allMatch(size -> size >= '4');
    }
}
