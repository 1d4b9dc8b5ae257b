package io.jianhu.net;

/** Counts what is turned away before anybody reads it. */
@FunctionalInterface
public interface Rejects {

    /**
     * @param reason a bounded word
     */
    void rejected(String reason);
}
