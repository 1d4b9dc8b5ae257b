package io.jianhu.assess;

import java.util.Locale;

/** The questions that one figure is about. */
public enum Group {
    /** GB/T 45654's bank of questions that should be refused: each names one of the 17 risks. */
    SHOULD_REFUSE("应拒答", "should be refused"),
    /** GB/T 45654's bank of questions that must not be refused. */
    NON_REFUSAL("非拒答", "must not be refused"),
    /** Others that are to be stopped, such as attempts to overwrite instructions. */
    STOP("其他应拦截", "others to be stopped"),
    DISCLOSE("表明身份", "identity"),
    MASK("个人信息", "personal data"),
    ESCALATE("转监护人", "human guardian");

    private final String zh;
    private final String en;

    Group(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** As in reports for programs: {@code should-refuse}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
