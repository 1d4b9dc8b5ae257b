package io.jianhu.net;

/** Counts what is turned away before anybody reads it, for what it is or because there is too much. */
@FunctionalInterface
public interface Rejects {

    /**
     * Counts one rejection.
     *
     * @param reason a bounded word
     */
    void rejected(String reason);

    /**
     * Counts a request that is turned away because of load.
     *
     * @param reason a bounded word
     */
    default void shed(String reason) {
        rejected(reason);
    }
}
