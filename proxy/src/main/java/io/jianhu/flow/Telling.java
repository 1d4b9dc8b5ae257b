package io.jianhu.flow;

import io.jianhu.flow.Spoken.Voice;

/** What an answer has to tell before its own words. */
enum Telling {
    /** Nothing: the citizen knows, and has not been here for long. */
    NOTHING(""),
    /** That a machine speaks: nobody has said so yet in this conversation. */
    FIRST_ANSWER("first-answer"),
    /** That it is still a machine, and time for a rest: the last telling is two hours old. */
    REMINDER("reminder");

    private final String notice;

    Telling(String notice) {
        this.notice = notice;
    }

    /** The id of the text in {@code notices/}; empty when there is nothing to tell. */
    String notice() {
        return notice;
    }

    /** Whether a voice owes it: a human's words tell nothing of a machine, and then it stays due. */
    boolean isOwedBy(Voice voice) {
        return this != NOTHING && voice != Voice.GUARDIAN;
    }

    /** Whether the words of a voice tell it themselves: the truth about the robot, but not that a rest is due. */
    boolean isToldBy(Voice voice) {
        return this == FIRST_ANSWER && voice == Voice.IDENTITY;
    }
}
