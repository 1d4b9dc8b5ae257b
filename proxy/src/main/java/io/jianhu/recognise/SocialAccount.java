package io.jianhu.recognise;

/** A name or number in a chat service, behind its label: 微信号 and QQ; {@code wxid_…} needs none. */
final class SocialAccount implements Recogniser {

    private static final Kind WECHAT = new Kind("wechat", "微信号", Kind.Sensitivity.ORDINARY);
    private static final Kind QQ = new Kind("qq", "QQ号", Kind.Sensitivity.ORDINARY);
    private static final int LONGEST_WECHAT = 20;
    private static final int SHORTEST_WECHAT = 6;
    private static final int LONGEST_QQ = 12;
    private static final int SHORTEST_QQ = 5;

    private final Kind kind;
    private final Labels labels;

    private SocialAccount(Kind kind, Labels labels) {
        this.kind = kind;
        this.labels = labels;
    }

    static Recogniser weChat() {
        return new SocialAccount(
                WECHAT,
                Labels.of(
                        "微信",
                        "微信id",
                        "微信號",
                        "wechat",
                        "wechat id",
                        "weixin",
                        "wx",
                        "vx",
                        "v信",
                        "加v",
                        "薇信",
                        "威信",
                        "加微"));
    }

    static Recogniser qq() {
        return new SocialAccount(QQ, Labels.of("qq", "扣扣", "企鹅", "qq群"));
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String firsts() {
        return kind.equals(QQ) ? DIGITS : LETTERS;
    }

    @Override
    public int least() {
        return SHORTEST_QQ;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = kind.equals(QQ) ? number(stretch, from) : account(stretch, from);
        if (end < 0) {
            return Match.NONE;
        }
        if (labels.before(stretch, from)) {
            return new Match(end, Evidence.LABELLED);
        }
        return stretch.has(from, "wxid_") ? new Match(end, Evidence.CHECKED) : Match.NONE;
    }

    private static int number(Stretch stretch, int from) {
        int run = Digits.run(stretch, from, LONGEST_QQ + 1);
        boolean is =
                run >= SHORTEST_QQ && run <= LONGEST_QQ && stretch.sign(from) != '0' && !stretch.isLetter(from + run);
        return is && !stretch.isLetter(from - 1) ? from + run : -1;
    }

    private static int account(Stretch stretch, int from) {
        int length = 0;
        while (length <= LONGEST_WECHAT
                && (stretch.isWord(from + length) || "_-".indexOf(stretch.sign(from + length)) >= 0)) {
            length++;
        }
        return length >= SHORTEST_WECHAT && length <= LONGEST_WECHAT && stretch.sign(from + length) != '@'
                ? from + length
                : -1;
    }
}
