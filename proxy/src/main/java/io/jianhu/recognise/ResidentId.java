package io.jianhu.recognise;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Numbers of eighteen digits that end in the check digit of GB 11643—1999 (ISO 7064 MOD 11-2) and hold a date of birth:
 * the resident's number (公民身份号码) and those that follow it, the residence permit of Hong Kong, Macau and Taiwan people
 * and the permanent residence card of foreigners in its new form.
 */
final class ResidentId implements Recogniser {

    static final Kind KIND = new Kind("resident-id", "身份证号", Kind.Sensitivity.CONSERVATIVE);

    static final Labels LABELS = Labels.of(
            "身份证",
            "身份证件",
            "身份号",
            "证件",
            "证件号码",
            "证号",
            "社会保障",
            "社保",
            "公民身份",
            "驾驶证",
            "驾照",
            "居住证",
            "id",
            "identity",
            "id card",
            "id no",
            "id number",
            "身份證",
            "證件",
            "證號");

    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71);
    private static final int LENGTH = 18;
    private static final int FIRST_YEAR = 1850;

    private static final Kind PERMIT = new Kind("residence-permit", "居住证号", Kind.Sensitivity.CONSERVATIVE);
    private static final Kind FOREIGNER = new Kind("permanent-residence", "永久居留证号", Kind.Sensitivity.CONSERVATIVE);

    private final Kind kind;
    private final IntPredicate beginnings;
    private final InstantSource clock;

    /** @param beginnings the first two digits of the numbers of this kind */
    private ResidentId(Kind kind, IntPredicate beginnings, InstantSource clock) {
        this.kind = kind;
        this.beginnings = beginnings;
        this.clock = clock;
    }

    /** The number of a resident. */
    static Recogniser resident(InstantSource clock) {
        return new ResidentId(KIND, PROVINCES::contains, clock);
    }

    /** 港澳台居民居住证: areas 81 to 83. */
    static Recogniser permit(InstantSource clock) {
        return new ResidentId(PERMIT, province -> province >= 81 && province <= 83, clock);
    }

    /** 外国人永久居留身份证, new form: 9, the province, the country in three digits, and the date of birth. */
    static Recogniser foreigner(InstantSource clock) {
        return new ResidentId(FOREIGNER, province -> province / 10 == 9, clock);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String firsts() {
        return Numerals.NOT_ZERO;
    }

    @Override
    public String seconds() {
        return Digits.SECONDS;
    }

    @Override
    public int least() {
        return LENGTH;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char[] digits = new char[LENGTH];
        int end = Digits.read(stretch, from, digits, true, Digits.DOTS);
        if (end < 0
                || !beginnings.test(Digits.number(digits, 0, 2))
                || !CheckDigits.isResident(digits)
                || !wasBorn(digits)) {
            return Match.NONE;
        }
        return new Match(end, Evidence.checked(LABELS.before(stretch, from)));
    }

    private boolean wasBorn(char[] digits) {
        int year = Digits.number(digits, 6, 10);
        return year >= FIRST_YEAR
                && Day.isPast(year, Digits.number(digits, 10, 12), Digits.number(digits, 12, 14), clock);
    }
}
