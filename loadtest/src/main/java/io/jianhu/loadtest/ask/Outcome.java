package io.jianhu.loadtest.ask;

/** What became of a question that was asked. */
public enum Outcome {
    /** The right answer, with what the gateway adds around it. */
    RIGHT("right"),
    /** A guard answered in the model's place. */
    REFUSED("refused by a guard"),
    /** Status 429 or 503, and when to come again. */
    TURNED_AWAY("turned away"),
    /** An error of the citizen's format, or an end within a stream, that says that the model failed. */
    FAILED("told that the model failed"),
    /** An answer that is none of these. */
    WRONG("wrong"),
    /** The connection was gone before the end. */
    LOST("lost");

    private final String title;

    Outcome(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
