package io.jianhu.chat;

import java.util.concurrent.CompletableFuture;

/** Someone who is told of every event before its effect is visible. */
@FunctionalInterface
public interface Witness {

    /**
     * Takes note of an event. Never blocks and never throws.
     *
     * @return done when the witness can no longer lose the event; failed when it could not be kept
     */
    CompletableFuture<Void> saw(Event event);
}
