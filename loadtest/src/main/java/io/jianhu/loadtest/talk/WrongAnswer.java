package io.jianhu.loadtest.talk;

/** That an arm does not give the right answer, so that its speed means nothing. */
public final class WrongAnswer extends Exception {

    private static final long serialVersionUID = 1;

    /** @param message who gave it, what it was and what was expected */
    public WrongAnswer(String message) {
        super(message);
    }
}
