package io.jianhu.recognise;

import java.time.InstantSource;

/** A date of birth: a day of the calendar, in digits or Chinese numerals, behind 出生, 生日 or the like, or before 出生. */
final class BirthDate implements Recogniser {

    private static final Kind KIND = new Kind("birth-date", "出生日期", Kind.Sensitivity.CONSERVATIVE);
    private static final Labels LABELS = Labels.of(
            "出生",
            "出生日期",
            "出生年月",
            "出生年月日",
            "出生时间",
            "生日",
            "生于",
            "生日期",
            "出生年月日期",
            "born",
            "born on",
            "birthday",
            "date of birth",
            "dob",
            "birth date",
            "birthdate",
            "birth_date");
    private static final Labels AFTER = Labels.of("出生", "生,", "生人", "生于");
    private static final int FIRST_YEAR = 1880;

    /** The digits of a year. */
    private static final int YEAR = 4;

    private final InstantSource clock;

    BirthDate(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "12一二";
    }

    @Override
    public String seconds() {
        return Digits.SECONDS;
    }

    @Override
    public boolean glances() {
        return true;
    }

    /** A year has four digits. */
    @Override
    public boolean mayBegin(Characters text, int single, int from) {
        for (int at = from + 1; at < from + YEAR; at++) {
            if (at == text.length() || Triggers.isSpecial(text.charAt(at))) {
                return true;
            }
            if (Numerals.value(Decoding.fold(text.charAt(at))) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        Reading year = numerals(stretch, from, YEAR);
        if (year.count() != YEAR) {
            return Match.NONE;
        }
        int at = year.end();
        char mark = stretch.sign(at);
        if (mark == '年') {
            at++;
        } else if ("-/.".indexOf(mark) >= 0) {
            at++;
        }
        Reading month = dayOrMonth(stretch, at, mark == '年' || at > year.end());
        if (month.count() == 0) {
            return Match.NONE;
        }
        at = month.end();
        if (mark == '年'
                ? stretch.sign(at) != '月'
                : at > year.end() + 2 && "-/.".indexOf(mark) >= 0 && stretch.sign(at) != mark) {
            return Match.NONE;
        }
        at += mark == '年' || "-/.".indexOf(mark) >= 0 ? 1 : 0;
        Reading day = dayOrMonth(stretch, at, true);
        int end = day.count() == 0 ? at : day.end();
        if (day.count() > 0 && "日号".indexOf(stretch.sign(end)) >= 0) {
            end++;
        }
        if (day.count() == 0 && mark != '年') {
            return Match.NONE;
        }
        boolean is = !stretch.isDigit(end)
                && year.value() >= FIRST_YEAR
                && Day.isPast(year.value(), month.value(), Math.max(1, day.value()), clock)
                && (isBirth(stretch, from) || AFTER.match(stretch, end) > 0);
        return is ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** A number, how many signs it has, and where it ends. */
    private record Reading(int value, int count, int end) {}

    private static Reading numerals(Stretch stretch, int from, int most) {
        int value = 0;
        int at = from;
        while (at < from + most && Numerals.value(stretch.sign(at)) >= 0) {
            value = 10 * value + Numerals.value(stretch.sign(at));
            at++;
        }
        return new Reading(value, at - from, at);
    }

    /** A number of one or two digits, or in Chinese up to 三十一. */
    private static Reading dayOrMonth(Stretch stretch, int from, boolean marked) {
        Reading plain = numerals(stretch, from, 2);
        if (stretch.sign(plain.end()) != '十' && !(plain.count() == 0 && stretch.sign(from) == '十')) {
            return marked || plain.count() == 2 ? plain : new Reading(0, 0, from);
        }
        int tens = plain.count() == 0 ? 1 : plain.value();
        Reading units = numerals(stretch, plain.end() + 1, 1);
        return new Reading(10 * tens + units.value(), units.end() - from, units.end());
    }

    /** Whether a label of birth stands before, and not 先生于. */
    private static boolean isBirth(Stretch stretch, int from) {
        return LABELS.before(stretch, from) && !(stretch.has(from - 2, "生于") && stretch.sign(from - 3) == '先');
    }
}
