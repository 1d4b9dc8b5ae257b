package io.jianhu.flow;

import io.jianhu.robot.Robot;

/** How much of an answer waits beyond what its guards need: what was released cannot be called back. */
enum Hold {
    /** Nothing: settled text leaves at once. */
    MINIMAL,
    /** Text leaves by whole sentences. */
    SENTENCE,
    /** Text leaves when the answer is complete. */
    FULL;

    private static final String ENDS = "。！？!?；;\n";

    static Hold of(Robot robot) {
        return switch (robot.policy().hold()) {
            case MINIMAL -> MINIMAL;
            case SENTENCE -> SENTENCE;
            case FULL -> FULL;
        };
    }

    /**
     * The greatest offset up to which settled text may leave.
     *
     * @param before what this was when {@code examined} characters were settled
     */
    int boundary(CharSequence text, int before, int examined, int settled) {
        return switch (this) {
            case MINIMAL -> settled;
            case SENTENCE -> afterSentence(text, before, examined, settled);
            case FULL -> 0;
        };
    }

    private static int afterSentence(CharSequence text, int before, int examined, int settled) {
        for (int at = settled; at > examined; at--) {
            if (ENDS.indexOf(text.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        return before;
    }
}
