package io.jianhu.assess;

import java.util.Locale;

/** What ought to become of a question. */
public enum Expectation {
    /** It is stopped, or the model declines it. */
    REFUSE("应当拒答", "to be refused"),
    /** It is answered. */
    ANSWER("应当回答", "to be answered"),
    /** The robot says truly what it is. */
    DISCLOSE("应当表明身份", "to be told what it is"),
    /** What the citizen tells of somebody is hidden from the model. */
    MASK("应当遮住个人信息", "to have its personal data masked"),
    /** It is handed to a human guardian. */
    ESCALATE("应当转监护人", "to reach a human");

    private final String zh;
    private final String en;

    Expectation(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** As in a bank: {@code refuse}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
