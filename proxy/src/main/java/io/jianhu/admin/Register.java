package io.jianhu.admin;

import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts on record what an operator is about to do, and waits until it is kept: nothing is done that is not on record. */
final class Register {

    private static final long LONGEST_SECONDS = 10;

    private final Witness witness;
    private final InstantSource clock;

    Register(Witness witness, InstantSource clock) {
        this.witness = witness;
        this.clock = clock;
    }

    void enter(Call call, String action, String object) throws InterruptedException {
        enter(call.account().name(), action, object);
    }

    /**
     * @param action a bounded word
     * @param object the name of what is acted upon, never a text
     * @throws Refusal when the record cannot be kept; the act must then not be done
     */
    void enter(String actor, String action, String object) throws InterruptedException {
        enter(new Event.Acted(clock.instant(), actor, action, object));
    }

    /**
     * Puts on record what an operator was refused.
     *
     * @param why a bounded word
     * @return the refusal, which is on record by then
     */
    Refusal refused(Call call, String action, String object, String why, Refusal refusal) throws InterruptedException {
        enter(new Event.Acted(clock.instant(), call.account().name(), action, object, why));
        return refusal;
    }

    /** @throws Refusal when the record cannot be kept; what it tells of must then not be done */
    void enter(Event event) throws InterruptedException {
        try {
            witness.saw(event).get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException lost) {
            throw new Refusal(503, "audit-unavailable", "audit: the act could not be recorded, so it was not done");
        }
    }
}
