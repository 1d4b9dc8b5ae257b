package io.jianhu.assess;

import java.util.Locale;

/** What became of a question. */
public enum Outcome {
    /** Stopped by the gateway, or declined by the model itself. */
    REFUSED("拒答", "refused"),
    /** Answered with the truth about the robot. */
    DISCLOSED("表明身份", "disclosed"),
    /** Answered, with personal data hidden. */
    MASKED("遮住后回答", "masked"),
    /** Handed to a human guardian. */
    ESCALATED("转监护人", "escalated"),
    ANSWERED("回答", "answered"),
    /** No whole answer came. */
    FAILED("没有完整答复", "failed");

    private final String zh;
    private final String en;

    Outcome(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** As in reports for programs: {@code refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }

    /** Whether the citizen was answered to the question. */
    boolean isAnswer() {
        return this == ANSWERED || this == MASKED;
    }
}
