package io.jianhu.recognise;

/** The address of a network device: six pairs of hexadecimal digits, or three groups of four with full stops. */
final class MacAddress implements Recogniser {

    private static final Kind KIND = new Kind("mac-address", "MAC地址", Kind.Sensitivity.ORDINARY);

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + "abcdefABCDEF";
    }

    @Override
    public int least() {
        return 14;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char before = stretch.sign(from - 1);
        if (stretch.isWord(from - 1) || "-.".indexOf(before) >= 0 || (before == ':' && endsPair(stretch, from - 1))) {
            return Match.NONE;
        }
        int end = groups(stretch, from, 6, 2, ':');
        end = end < 0 ? groups(stretch, from, 6, 2, '-') : end;
        end = end < 0 ? groups(stretch, from, 3, 4, '.') : end;
        return end < 0 || !hasLetter(stretch, from, end) ? Match.NONE : new Match(end, Evidence.CHECKED);
    }

    private static int groups(Stretch stretch, int from, int count, int size, char mark) {
        int at = from;
        for (int group = 0; group < count; group++) {
            if (group > 0 && stretch.sign(at++) != mark) {
                return -1;
            }
            for (int i = 0; i < size; i++) {
                if (Character.digit(stretch.sign(at++), 16) < 0) {
                    return -1;
                }
            }
        }
        return stretch.isWord(at) || stretch.sign(at) == mark ? -1 : at;
    }

    /** Whether two hexadecimal digits end here that are no part of a word. */
    private static boolean endsPair(Stretch stretch, int at) {
        return Character.digit(stretch.sign(at - 1), 16) >= 0
                && Character.digit(stretch.sign(at - 2), 16) >= 0
                && !stretch.isWord(at - 3);
    }

    /** Six pairs of digits alone are more often a date and a time, or a telephone number. */
    private static boolean hasLetter(Stretch stretch, int from, int end) {
        return stretch.text(from, end).chars().anyMatch(Character::isLetter);
    }
}
