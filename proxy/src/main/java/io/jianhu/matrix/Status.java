package io.jianhu.matrix;

import java.util.Locale;

/** Whether a clause is answered. */
public enum Status {
    COVERED(new Words("有着落", "covered")),
    /** Answered as far as it is claimed, while the rest is left to others. */
    PARTLY(new Words("部分有着落", "partly covered")),
    /** Claimed, while nothing in force answers it or something it rests on is not in force. */
    HOLE(new Words("有缺口", "hole")),
    /** Left to others, for a reason that is given. */
    NOT_CLAIMED(new Words("不主张", "not claimed"));

    private final Words label;

    Status(Words label) {
        this.label = label;
    }

    public Words label() {
        return label;
    }

    /** For programs: {@code not-claimed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
