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
    private static final String MARKS = "!@#$%^&*_+-=.~?";

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
    public Match match(Stretch stretch, int from) {
        if (belongs(stretch.sign(from - 1)) && !isLink(stretch.sign(from - 1))) {
            return Match.NONE;
        }
        int end = from;
        boolean proper = false;
        while (end - from <= LONGEST && belongs(stretch.sign(end))) {
            proper |= !Stretch.isLetter(stretch.sign(end));
            end++;
        }
        while (end > from && (stretch.sign(end - 1) == '.' || stretch.sign(end - 1) == '?')) {
            end--;
        }
        int length = end - from;
        boolean is = length >= SHORTEST && length <= LONGEST && proper && isAssigned(stretch, from);
        return is ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** Whether what stands before says that a password follows, rather than speaking of passwords. */
    private static boolean isAssigned(Stretch stretch, int from) {
        return LABELS.before(stretch, from);
    }

    private static boolean isLink(char sign) {
        return sign == '=' || sign == '-';
    }

    private static boolean belongs(char sign) {
        return Stretch.isLetter(sign) || Stretch.isDigit(sign) || MARKS.indexOf(sign) >= 0;
    }
}
