package io.jianhu.recognise;

/** The number of a mobile device: fifteen digits with the check digit of Luhn, behind its label. */
final class Imei implements Recogniser {

    private static final Kind KIND = new Kind("imei", "设备识别码", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("imei", "设备识别", "串", "设备", "meid");
    private static final int LENGTH = 15;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS;
    }

    @Override
    public int least() {
        return LENGTH;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char[] digits = new char[LENGTH];
        int end = Digits.read(stretch, from, digits, false, Digits.SPACES);
        boolean is = end >= 0 && CheckDigits.isLuhn(digits, LENGTH) && LABELS.before(stretch, from);
        return is ? new Match(end, Evidence.CHECKED_AND_LABELLED) : Match.NONE;
    }
}
