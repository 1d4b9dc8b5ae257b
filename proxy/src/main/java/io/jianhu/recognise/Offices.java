package io.jianhu.recognise;

import java.util.Arrays;

/** Tells whether an address is the place of a public office, which is not personal. */
final class Offices {

    private static final String[] NAMES = {
        "办公", "发改委", "仲裁院", "政务服务", "行政服务", "便民服务", "服务中心", "服务大厅", "办事大厅", "服务站", "派出所", "政府", "街道办", "办事处", "法院",
        "检察院", "窗口", "局", "委员会", "居委会", "村委会", "市民中心", "党群", "交警", "司法所", "税务所", "管委会", "信访", "图书馆", "博物馆"
    };

    /** Where people also live or work, so that one on an address of its own is not enough. */
    private static final String[] SCHOOLS = {"医院", "卫生院", "学校", "小学", "中学", "大学", "学院", "幼儿园"};

    /** What makes another thing of an office's name, such as 学院路. */
    private static final String OTHERS = "路街巷道里宿家新花小公旁对附村站";

    /** Words with which it is no longer the address that is spoken of. */
    private static final String[] OTHER_SUBJECTS = {"业主", "住户", "居民", "投诉", "举报", "反映", "附近", "旁边", "对面"};

    private static final Labels BEFORE = Labels.of(concat(
            concat(NAMES, SCHOOLS),
            "办公",
            "办公室",
            "办理",
            "受理",
            "咨询",
            "单位",
            "办事",
            "服务",
            "大厅",
            "机构",
            "网点",
            "现场",
            "中心",
            "委",
            "厅",
            "处",
            "所",
            "大队",
            "支队",
            "办公楼",
            "办",
            "馆",
            "银行",
            "支行",
            "医保站",
            "会址"));

    private static final String LINKS = " :'\"([{<【“‘「”’位于设在地址点为是即通信讯,、*1";
    private static final int MOST_LINKS = 10;
    private static final int LONGEST_RUN = 24;
    private static final int LONGEST_TAIL = 10;

    private final PlaceWords words;

    Offices(PlaceWords words) {
        this.words = words;
    }

    /** Whether the name of an office, or a label of its place, stands before an address or before the words it is in. */
    boolean before(Stretch stretch, int from) {
        int run = from;
        while (from - run < LONGEST_RUN && (stretch.isWord(run - 1) || !words.isBorder(stretch.sign(run - 1)))) {
            run--;
        }
        return endsBefore(stretch, from) || endsBefore(stretch, run);
    }

    private static boolean endsBefore(Stretch stretch, int from) {
        for (int at = from; at > from - MOST_LINKS; at--) {
            if (BEFORE.endsWord(stretch, at)) {
                return true;
            }
            if (LINKS.indexOf(stretch.sign(at - 1)) < 0) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether an address names an office, or one follows.
     *
     * @param schools whether schools and hospitals count
     */
    boolean within(Stretch stretch, int from, int end, boolean schools) {
        int tail = " (,_".indexOf(stretch.sign(end)) >= 0 ? end + 1 : end;
        int last = tail;
        while (last - tail < LONGEST_TAIL && words.isNameable(stretch.sign(last))) {
            last++;
        }
        return names(stretch, from, last, NAMES) || (schools && names(stretch, from, last, SCHOOLS));
    }

    private static boolean names(Stretch stretch, int from, int end, String[] names) {
        String text = stretch.text(from, end);
        for (String other : OTHER_SUBJECTS) {
            int at = text.indexOf(other);
            text = at < 0 ? text : text.substring(0, at);
        }
        for (String name : names) {
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                if (OTHERS.indexOf(stretch.sign(from + at + name.length())) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String[] concat(String[] first, String... second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
