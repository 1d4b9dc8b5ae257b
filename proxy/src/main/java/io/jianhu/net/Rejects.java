package io.jianhu.net;

/** Counts what is turned away before anybody reads it. */
@FunctionalInterface
public interface Rejects {

    /**
     * Counts one rejection.
     *
     * @param reason a bounded word
     */
    void rejected(String reason);
}
