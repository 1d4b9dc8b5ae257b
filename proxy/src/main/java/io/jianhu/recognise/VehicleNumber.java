package io.jianhu.recognise;

/** A vehicle identification number (车辆识别代号, ISO 3779): seventeen signs without I, O, Q; the ninth checks the others. */
final class VehicleNumber implements Recogniser {

    private static final Kind KIND = new Kind("vin", "车架号", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("车架", "车辆识别代", "车辆识别", "识别代", "vin", "大架");
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final String VALUES = "012345678912345678123457923456789";
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int LENGTH = 17;
    private static final int CHECK = 8;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + LETTERS;
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
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            int place = ALPHABET.indexOf(Character.toUpperCase(stretch.sign(from + i)));
            if (place < 0) {
                return Match.NONE;
            }
            sum += WEIGHTS[i] * (VALUES.charAt(place) - '0');
        }
        if (stretch.isWord(from + LENGTH) || !LABELS.before(stretch, from)) {
            return Match.NONE;
        }
        boolean checked = Character.toUpperCase(stretch.sign(from + CHECK)) == "0123456789X".charAt(sum % 11);
        return new Match(from + LENGTH, checked ? Evidence.CHECKED_AND_LABELLED : Evidence.LABELLED);
    }
}
