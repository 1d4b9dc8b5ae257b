package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells several witnesses, in their order; what is kept is kept by all of them. */
public final class Witnesses implements Witness {

    private static final CompletableFuture<Void> KEPT = CompletableFuture.completedFuture(null);

    private final List<Witness> witnesses;

    public Witnesses(List<Witness> witnesses) {
        this.witnesses = List.copyOf(witnesses);
    }

    @Override
    public CompletableFuture<Void> saw(Event event) {
        CompletableFuture<Void> all = KEPT;
        for (Witness witness : witnesses) {
            CompletableFuture<Void> kept = witness.saw(event);
            all = isKept(all) ? kept : isKept(kept) ? all : CompletableFuture.allOf(all, kept);
        }
        return all;
    }

    private static boolean isKept(CompletableFuture<Void> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }
}
