package io.jianhu.recognise;

/**
 * A landline number with its area: 0, two or three digits, seven or eight digits, perhaps an extension. Numbers that
 * begin with 400 and 800 are businesses' and no one's own; behind the name of an office or its service it is public.
 */
final class Landline implements Recogniser {

    private static final Kind KIND = new Kind("landline", "固定电话", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("电话", "固话", "座机", "家电", "宅电", "传真", "tel", "fax", "phone", "联系方式");
    private static final Labels OWN =
            Labels.of("我办公室电话", "我的办公室电话", "我办公电话", "我的办公电话", "我单位电话", "我公司电话", "我科室电话", "本人办公电话", "本人办公室电话");
    private static final Labels OFFICES = Labels.of(
            "咨询", "热线", "投诉", "举报", "监督", "服务", "值班", "办公", "办公室", "窗口", "大厅", "中心", "前台", "总机", "预约", "客服", "报警",
            "咨询电话", "服务电话", "热线电话", "投诉电话", "举报电话", "监督电话", "值班电话", "办公电话", "办公室电话", "窗口电话", "中心电话", "预约电话", "客服电话",
            "总机电话", "报名电话", "业务电话", "局电话", "处电话", "委电话", "科电话", "厅电话", "所电话", "院电话", "站电话", "部电话", "对外电话", "公开电话",
            "咨询热线", "服务热线", "投诉热线", "举报热线", "局", "委", "处", "厅", "科", "院");
    private static final int LONGEST_EXTENSION = 6;
    private static final String[] EXTENSIONS = {"转", "-", "ext.", "ext", "分机", "#", "转分机"};

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "0+(";
    }

    @Override
    public int least() {
        return 10;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int at = from;
        if (stretch.has(at, "+86")) {
            at = skip(stretch, at + 3);
        }
        boolean bracket = stretch.sign(at) == '(';
        at += bracket ? 1 : 0;
        int area = stretch.sign(at) == '0' ? Digits.run(stretch, at, 13) : at > from && !bracket ? 0 : -1;
        if (area < 0) {
            return Match.NONE;
        }
        int size = "12".indexOf(stretch.sign(at + 1)) >= 0 ? 3 : 4;
        boolean joined = area == size + 7 || area == size + 8;
        int own = at + size;
        if (!joined) {
            if (area != size) {
                return Match.NONE;
            }
            own = bracket && stretch.sign(own) == ')' ? skip(stretch, own + 1) : skip(stretch, own);
        }
        int end = number(stretch, own);
        boolean is = end > 0 && "2345678".indexOf(stretch.sign(own)) >= 0 && (joined || own > at + size);
        if (!is) {
            return Match.NONE;
        }
        Evidence evidence = OFFICES.before(stretch, from) && !OWN.before(stretch, from)
                ? Evidence.PUBLIC
                : LABELS.before(stretch, from) ? Evidence.LABELLED : Evidence.SHAPE;
        return new Match(extension(stretch, end), evidence);
    }

    /** The end of seven or eight digits, in one group or two, or -1. */
    private static int number(Stretch stretch, int from) {
        int run = Digits.run(stretch, from, 9);
        if (run == 7 || run == 8) {
            return from + run;
        }
        int gap = from + run;
        boolean two = (run == 3 || run == 4)
                && (stretch.sign(gap) == ' ' || stretch.sign(gap) == '-')
                && Digits.run(stretch, gap + 1, 5) == 4;
        return two ? gap + 5 : -1;
    }

    private static int skip(Stretch stretch, int from) {
        int at = from;
        while (at < from + 2 && (stretch.sign(at) == ' ' || stretch.sign(at) == '-')) {
            at++;
        }
        return at;
    }

    private static int extension(Stretch stretch, int end) {
        for (String mark : EXTENSIONS) {
            int at = end + mark.length();
            int run = stretch.has(end, mark) ? Digits.run(stretch, at, LONGEST_EXTENSION + 1) : 0;
            if (run > 0 && run <= LONGEST_EXTENSION) {
                return at + run;
            }
        }
        return end;
    }
}
