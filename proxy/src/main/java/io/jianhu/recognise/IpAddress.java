package io.jianhu.recognise;

/**
 * An address of the internet protocol, version 4 or 6, that may be a citizen's: addresses of private networks, loopback and
 * documentation name nobody and stay.
 */
final class IpAddress implements Recogniser {

    private static final Kind KIND = new Kind("ip-address", "IP地址", Kind.Sensitivity.CONSERVATIVE);
    private static final Labels VERSIONS = Labels.of("版本", "version", "v", "ver", "第", "条", "章", "节", "款");
    private static final int OCTETS = 4;
    private static final int GROUPS = 8;

    /** The digits of a group of version 6; those of version 4 are fewer. */
    private static final int LONGEST_GROUP = 4;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + "abcdefABCDEF:";
    }

    @Override
    public int least() {
        return 3;
    }

    @Override
    public boolean glances() {
        return true;
    }

    /** The first group ends with a point or a colon, which stands second after a colon. */
    @Override
    public boolean mayBegin(Characters text, int single, int from) {
        for (int at = from + 1; at <= from + LONGEST_GROUP; at++) {
            if (at == text.length() || Triggers.isSpecial(text.charAt(at))) {
                return true;
            }
            char sign = Decoding.fold(text.charAt(at));
            if (sign == '.' || sign == ':') {
                return true;
            }
            if (!isOfGroup(sign)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char before = stretch.sign(from - 1);
        if (before == '.' || stretch.isWord(from - 1) || (before == ':' && stretch.isDigit(from - 2))) {
            return Match.NONE;
        }
        int end = Stretch.isDigit(stretch.sign(from)) ? version4(stretch, from) : -1;
        if (end < 0 && !(before == ':' && isOfGroup(stretch.sign(from - 2)))) {
            end = version6(stretch, from);
        }
        return end < 0 || VERSIONS.before(stretch, from) ? Match.NONE : new Match(end, Evidence.CHECKED);
    }

    private static int version4(Stretch stretch, int from) {
        int[] octets = new int[OCTETS];
        int at = from;
        for (int i = 0; i < OCTETS; i++) {
            int run = Digits.run(stretch, at, OCTETS);
            if (run == 0 || run > 3 || (run > 1 && stretch.sign(at) == '0')) {
                return -1;
            }
            octets[i] = Integer.parseInt(stretch.text(at, at + run));
            at += run;
            if (octets[i] > 255 || (i < OCTETS - 1 && stretch.sign(at++) != '.')) {
                return -1;
            }
        }
        boolean goesOn = stretch.isLetter(at) || (stretch.sign(at) == '.' && stretch.isDigit(at + 1));
        return goesOn || isNobodys(octets) ? -1 : at;
    }

    /** Private networks (RFC 1918), shared, link-local, loopback, documentation (RFC 5737), multicast and unspecified. */
    private static boolean isNobodys(int[] octets) {
        int first = octets[0];
        int second = octets[1];
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && (second == 168 || (second == 0 && octets[2] == 2)))
                || (first == 198 && second == 51 && octets[2] == 100)
                || (first == 203 && second == 0 && octets[2] == 113);
    }

    /** Eight groups of up to four hexadecimal digits, or fewer with one double colon (RFC 4291, section 2.2). */
    private static int version6(Stretch stretch, int from) {
        int groups = 0;
        boolean shortened = false;
        int at = from;
        while (true) {
            int run = hexadecimal(stretch, at);
            if (run > OCTETS) {
                return -1;
            }
            groups += run > 0 ? 1 : 0;
            at += run;
            boolean pair = stretch.sign(at) == ':' && stretch.sign(at + 1) == ':';
            if (pair && !shortened) {
                shortened = true;
                at += 2;
            } else if (run > 0 && groups < GROUPS && stretch.sign(at) == ':' && hexadecimal(stretch, at + 1) > 0) {
                at++;
            } else {
                break;
            }
        }
        boolean whole = shortened ? groups >= 3 && groups < GROUPS : groups == GROUPS;
        return whole && !stretch.isWord(at) && stretch.sign(at) != ':' && !isLocal(stretch, from) ? at : -1;
    }

    private static boolean isLocal(Stretch stretch, int from) {
        String first = stretch.text(from, from + 4).toLowerCase(java.util.Locale.ROOT);
        return first.startsWith("fe80") || first.startsWith("fc") || first.startsWith("fd") || first.startsWith("ff");
    }

    /** Whether a sign before a colon may be of an address that goes on behind it. */
    private static boolean isOfGroup(char sign) {
        return sign == ':' || Character.digit(sign, 16) >= 0;
    }

    private static int hexadecimal(Stretch stretch, int from) {
        int run = 0;
        while (run <= OCTETS && Character.digit(stretch.sign(from + run), 16) >= 0) {
            run++;
        }
        return run;
    }
}
