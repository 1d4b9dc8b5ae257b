package io.jianhu.matrix;

import java.util.Locale;

/** Whether a clause is answered. */
public enum Status {
    COVERED("有着落", "covered"),
    /** Answered as far as it is claimed, while the rest is left to others. */
    PARTLY("部分有着落", "partly covered"),
    /** Claimed, while nothing in force answers it or something it rests on is not in force. */
    HOLE("有缺口", "hole"),
    /** Left to others, for a reason that is given. */
    NOT_CLAIMED("不主张", "not claimed");

    private final String zh;
    private final String en;

    Status(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public Words label() {
        return new Words(zh, en);
    }

    /** For programs: {@code not-claimed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
