package io.jianhu.policy;

/** That a file of words cannot be read as what its name says; the message says what is wrong and what was expected. */
public final class BadTable extends Exception {
    private static final long serialVersionUID = 1;

    BadTable(String message) {
        super(message);
    }
}
