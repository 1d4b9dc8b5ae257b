package io.jianhu.recognise;

/**
 * A private key or certificate in text form (RFC 7468). From its first line on as much is one value as a stream may be held
 * for; each further line of its body is a value of its own, by its length and its signs.
 */
final class Pem implements Recogniser {

    private static final Kind KIND = new Kind("secret", "密钥", Kind.Sensitivity.SENSITIVE);
    private static final String FIRST = "-----BEGIN ";
    private static final String LAST = "-----END ";
    private static final int LONGEST = 400;
    private static final int SHORTEST_LINE = 60;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "-/+" + DIGITS + LETTERS;
    }

    @Override
    public int least() {
        return SHORTEST_LINE;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char before = stretch.sign(from - 1);
        if (stretch.sign(from) == '-') {
            return before != '-' && stretch.has(from, FIRST) ? whole(stretch, from) : Match.NONE;
        }
        return before == '\n' || before == Stretch.EDGE ? line(stretch, from) : Match.NONE;
    }

    private static Match whole(Stretch stretch, int from) {
        int at = from + FIRST.length();
        while (at - from < LONGEST && stretch.sign(at) < 0x80 && !stretch.has(at, LAST)) {
            at++;
        }
        if (stretch.has(at, LAST)) {
            while (at - from < LONGEST && stretch.sign(at) != '\n' && stretch.sign(at) < 0x80) {
                at++;
            }
        }
        return new Match(at, Evidence.CHECKED);
    }

    private static Match line(Stretch stretch, int from) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        int at = from;
        while (at - from < LONGEST && isOfBody(stretch.sign(at))) {
            char sign = stretch.sign(at);
            upper |= sign >= 'A' && sign <= 'Z';
            lower |= sign >= 'a' && sign <= 'z';
            digit |= Stretch.isDigit(sign);
            at++;
        }
        return at - from >= SHORTEST_LINE && upper && lower && digit ? new Match(at, Evidence.SHAPE) : Match.NONE;
    }

    private static boolean isOfBody(char sign) {
        return Stretch.isLetter(sign) || Stretch.isDigit(sign) || sign == '+' || sign == '/' || sign == '=';
    }
}
