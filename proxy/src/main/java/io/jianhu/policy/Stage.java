package io.jianhu.policy;

import io.jianhu.chat.Side;
import java.util.Locale;

/** Where on the way of an exchange a rule reads. */
public enum Stage {
    /** What the citizen says. */
    INPUT(Side.QUESTION),
    /** What the model says: content, reasoning, refusal. */
    OUTPUT(Side.ANSWER),
    /** The arguments with which the model calls a tool. */
    TOOL_CALL(Side.ANSWER),
    /** What a tool returned. */
    TOOL_RESULT(Side.QUESTION);

    private final Side side;

    Stage(Side side) {
        this.side = side;
    }

    public Side side() {
        return side;
    }

    /** As in rule files: {@code tool_call}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
