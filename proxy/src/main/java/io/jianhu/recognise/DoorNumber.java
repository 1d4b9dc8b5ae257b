package io.jianhu.recognise;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number in an address, with its unit or without: 12号, 3-2-501, A栋, 十二楼.
 *
 * @param end the sign after it, or -1 when there is none
 * @param strong whether it tells a door, a building or a room
 * @param plain whether it is a number before 号 and nothing else, which may also be a day of the month
 */
record DoorNumber(int end, boolean strong, boolean plain) {

    static final DoorNumber NONE = new DoorNumber(-1, false, false);

    private static final int MOST_DIGITS = 5;
    private static final int MOST_CHINESE = 7;
    private static final int MOST_LINKS = 5;
    private static final String DIRECTIONS = "东西南北中附第";
    private static final String CHINESE = "〇零一二三四五六七八九十百廿两";
    private static final String ORDINALS = "甲乙丙丁";
    private static final String LINKS = "-_/~#一";

    /** Units that tell a door, the longer before those they begin with. */
    private static final String[] STRONG = {"号楼", "号院", "号房", "号铺", "号门", "号", "弄", "栋", "幢", "座", "单元", "室"};

    private static final String[] WEAK = {
        "层楼", "楼", "层", "房", "户", "门", "组", "队", "社", "巷", "街区", "区", "期", "院", "村", "路", "街", "排", "铺"
    };

    private static final String UNIT_BEGINNINGS = Stream.of(STRONG, WEAK)
            .flatMap(Arrays::stream)
            .map(unit -> unit.substring(0, 1))
            .collect(Collectors.joining());

    /** What follows 号 in other words, such as 5号线. */
    private static final String NOT_AFTER_NUMBER = "线文令机召码称公地出站轨以早晚上下开至到起凌";

    /** What follows a number without a unit when it counts something else. */
    private static final String COUNTED = "年月日元个人平点时分岁次条名位万千百十倍第后前多余块亩家辆台套间份项天周小大来公世级号度米路岁种类家所座%:.,";

    boolean found() {
        return end >= 0;
    }

    static DoorNumber read(Stretch stretch, int from) {
        int start = afterSection(stretch, from);
        char first = stretch.sign(start);
        if (!Stretch.isDigit(first) && !Stretch.isLetter(first) && (CHINESE + ORDINALS).indexOf(first) < 0) {
            return NONE;
        }
        int at = numeral(stretch, start);
        if (at < 0) {
            return NONE;
        }
        int links = 0;
        while (links < MOST_LINKS && LINKS.indexOf(stretch.sign(at)) >= 0 && digits(stretch, at + 1) > 0) {
            at = digits(stretch, at + 1);
            links++;
        }
        return unit(stretch, start, at, links);
    }

    /** The sign after what tells a part of a road, such as 东 and 西段. */
    private static int afterSection(Stretch stretch, int from) {
        if ((DIRECTIONS + CHINESE).indexOf(stretch.sign(from)) >= 0 && stretch.sign(from + 1) == '段') {
            return from + 2;
        }
        return DIRECTIONS.indexOf(stretch.sign(from)) >= 0 ? from + 1 : from;
    }

    /** Whether a number in Chinese may begin with a sign. */
    static boolean isChinese(char sign) {
        return (CHINESE + ORDINALS).indexOf(sign) >= 0;
    }

    /** Whether a number in Chinese may go on with a sign behind its numerals. */
    static boolean goesOn(char sign) {
        return UNIT_BEGINNINGS.indexOf(sign) >= 0 || LINKS.indexOf(sign) >= 0;
    }

    private static DoorNumber unit(Stretch stretch, int start, int end, int links) {
        for (String unit : STRONG) {
            if (stretch.has(end, unit)) {
                boolean plain = unit.equals("号");
                boolean other = plain && NOT_AFTER_NUMBER.indexOf(stretch.sign(end + 1)) >= 0;
                return other ? NONE : new DoorNumber(end + unit.length(), true, plain && links == 0);
            }
        }
        for (String unit : WEAK) {
            if (stretch.has(end, unit)) {
                return new DoorNumber(end + unit.length(), links > 0, false);
            }
        }
        char last = stretch.sign(end - 1);
        boolean bare = (Stretch.isDigit(last) || Stretch.isLetter(last))
                && stretch.isDigit(last == stretch.sign(start) ? start : end - 1)
                && !stretch.isWord(end)
                && COUNTED.indexOf(stretch.sign(end)) < 0;
        return bare ? new DoorNumber(end, links > 0, false) : NONE;
    }

    /** The sign after digits with a letter before or behind, a letter, or Chinese numerals, or -1. */
    private static int numeral(Stretch stretch, int from) {
        if (stretch.isWord(from)) {
            int at = stretch.isLetter(from) ? from + 1 : from;
            if (at > from && stretch.sign(at) == '-') {
                at++;
            }
            int end = digits(stretch, at);
            return end < 0 && at == from + 1 && !stretch.isLetter(at) ? at : end;
        }
        int at = from;
        while (at - from < MOST_CHINESE && CHINESE.indexOf(stretch.sign(at)) >= 0) {
            at++;
        }
        return at > from ? at : ORDINALS.indexOf(stretch.sign(at)) >= 0 ? at + 1 : -1;
    }

    /** The sign after one to five digits and at most one letter, or -1. */
    private static int digits(Stretch stretch, int from) {
        int run = Digits.run(stretch, from, MOST_DIGITS + 1);
        if (run == 0 || run > MOST_DIGITS) {
            return -1;
        }
        int end = from + run;
        return stretch.isLetter(end) && !stretch.isLetter(end + 1) ? end + 1 : end;
    }
}
