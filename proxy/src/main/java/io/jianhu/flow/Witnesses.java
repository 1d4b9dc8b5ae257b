package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells several witnesses, in their order; what is kept is kept by all of them. */
public final class Witnesses implements Witness {

    private final List<Witness> witnesses;

    public Witnesses(List<Witness> witnesses) {
        this.witnesses = List.copyOf(witnesses);
    }

    @Override
    public CompletableFuture<Void> saw(Event event) {
        return CompletableFuture.allOf(
                witnesses.stream().map(witness -> witness.saw(event)).toArray(CompletableFuture[]::new));
    }
}
