package io.jianhu.escalate;

/**
 * That a step could not be put in the journal, so that it has not happened. Has no stack trace: a full disk makes many of
 * them.
 */
public final class Unkept extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unkept(String message) {
        super(message, null, false, false);
    }
}
