package io.jianhu.store;

/** A record that a journal could not keep. Has no stack trace: a full disk makes many of them. */
public final class NotKept extends RuntimeException {

    NotKept(String message) {
        super(message, null, false, false);
    }
}
