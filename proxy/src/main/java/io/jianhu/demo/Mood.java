package io.jianhu.demo;

import java.util.Locale;

/** How a mock robot behaves. A question that contains {@code mock:stall} chooses the mood for its own answer. */
public enum Mood {
    /** Answers properly. */
    WELL,
    /** Accepts the request and stays silent. */
    STALL,
    /** Answers with bytes that are no chat completion. */
    GARBAGE,
    /** Closes the connection in the middle of the answer. */
    CUT,
    /** Answers with status 500 and a talkative body. */
    FAIL,
    /** Pauses twenty times as long between events. */
    SLOW,
    /** Sends one character in each event, without pauses. */
    CHARACTERS;

    /** The mood that the question asks for, or this one. */
    Mood unless(String question) {
        for (Mood mood : values()) {
            if (question.contains("mock:" + mood.name().toLowerCase(Locale.ROOT))) {
                return mood;
            }
        }
        return this;
    }
}
