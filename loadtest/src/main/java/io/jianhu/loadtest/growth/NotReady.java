package io.jianhu.loadtest.growth;

/** A gateway did not get ready, or its policy not into force; the message says why. */
final class NotReady extends Exception {

    private static final long serialVersionUID = 1;

    NotReady(String message) {
        super(message);
    }

    NotReady(String message, Throwable cause) {
        super(message, cause);
    }
}
