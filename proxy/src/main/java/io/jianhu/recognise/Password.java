package io.jianhu.recognise;

/** A password or a one-time code behind its label: 密码：…, 验证码是…, {@code password=…}. */
final class Password implements Recogniser {

    private static final Kind KIND = new Kind("password", "密码", Kind.Sensitivity.SENSITIVE);
    private static final Labels LABELS = Labels.of(
            "密码",
            "口令",
            "验证码",
            "动态码",
            "校验码",
            "登录密码",
            "支付密码",
            "password",
            "passwd",
            "pwd",
            "passcode",
            "pin",
            "密碼",
            "驗證碼");
    private static final int SHORTEST = 4;
    private static final int LONGEST = 64;
    private static final String MARKS = "!@#$%^&*_+-=.~?/|\\";
    private static final String ENDS = ".?/|\\";
    private static final String QUOTES = "\"'`";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + LETTERS + "!@#$^&_~";
    }

    @Override
    public int least() {
        return SHORTEST;
    }

    @Override
    public boolean glances() {
        return true;
    }

    @Override
    public boolean mayBegin(Characters text, int single, int from) {
        return LABELS.mayStandBefore(text, single, from);
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if ((belongs(stretch.sign(from - 1)) && !isLink(stretch.sign(from - 1))) || !isAssigned(stretch, from)) {
            return Match.NONE;
        }
        int end = from;
        boolean proper = false;
        while (end - from <= LONGEST && goesOn(stretch, from, end)) {
            proper |= !Stretch.isLetter(stretch.sign(end));
            end++;
        }
        while (end > from && ENDS.indexOf(stretch.sign(end - 1)) >= 0) {
            end--;
        }
        int length = end - from;
        boolean is = length >= SHORTEST && length <= LONGEST && proper;
        return is ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** Whether what stands before says that a password follows, rather than speaking of passwords. */
    private static boolean isAssigned(Stretch stretch, int from) {
        return LABELS.before(stretch, from);
    }

    /** Whether a sign belongs to a password; so does a quotation mark in it that cannot be its end. */
    private static boolean goesOn(Stretch stretch, int from, int at) {
        char sign = stretch.sign(at);
        return belongs(sign)
                || (at > from
                        && QUOTES.indexOf(sign) >= 0
                        && stretch.sign(from - 1) != sign
                        && belongs(stretch.sign(at + 1)));
    }

    private static boolean isLink(char sign) {
        return sign == '=' || sign == '-' || sign == '/' || sign == '|';
    }

    private static boolean belongs(char sign) {
        return Stretch.isLetter(sign) || Stretch.isDigit(sign) || MARKS.indexOf(sign) >= 0;
    }
}
