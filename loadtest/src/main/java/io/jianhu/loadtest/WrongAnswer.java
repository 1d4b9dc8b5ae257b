package io.jianhu.loadtest;

/** That an arm does not give the right answer, so that its speed means nothing. */
final class WrongAnswer extends Exception {

    private static final long serialVersionUID = 1;

    WrongAnswer(String message) {
        super(message);
    }
}
