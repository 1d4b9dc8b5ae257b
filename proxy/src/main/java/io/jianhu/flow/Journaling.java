package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Witness;
import io.jianhu.robot.Robot;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Puts on record what happens, and waits for the record where the effect must not come first. */
public final class Journaling {

    private final Witness witness;
    private final BooleanSupplier healthy;
    private final boolean closed;

    /**
     * @param healthy whether what is noted is being kept
     * @param closed whether nothing may be decided that cannot be kept, where a robot does not say otherwise
     */
    public Journaling(Witness witness, BooleanSupplier healthy, boolean closed) {
        this.witness = witness;
        this.healthy = healthy;
        this.closed = closed;
    }

    /** Notes an event whose effect need not wait. */
    void note(Event event) {
        CompletableFuture<Void> noted = witness.saw(event);
        if (noted.isCompletedExceptionally()) {
            return; // The witness itself counts what it loses, and readiness follows from its health.
        }
    }

    /** Notes an event and waits until it cannot be lost. */
    void keep(Robot robot, Event.Decided decided) {
        if (decided.ruling().verdict().decision() == io.jianhu.chat.Decision.ALLOW) {
            note(decided);
            return;
        }
        try {
            witness.saw(decided).join();
        } catch (CompletionException e) {
            if (closedFor(robot)) {
                throw new Unkept();
            }
        }
    }

    /** For text that waits on its thread for the record. */
    CompletableFuture<Void> kept(Robot robot, Event event) {
        CompletableFuture<Void> kept = witness.saw(event);
        return closedFor(robot) ? kept : kept.exceptionally(failure -> null);
    }

    /** @throws Rejected when nothing can be kept and the robot must not work without a record */
    void mustBeKept(Robot robot) throws Rejected {
        if (!healthy.getAsBoolean() && closedFor(robot)) {
            throw new Rejected(503, "audit", "服务暂时不可用，请稍后再试，或拨打 12345 service unavailable, try again soon");
        }
    }

    private boolean closedFor(Robot robot) {
        return closed && robot.policy().onFailure() != Robot.Conduct.OnFailure.OPEN;
    }

    /** The last event of an exchange that ended in an error. */
    static Event rejected(Call call, Edition edition, Rejected rejected, Instant at) {
        String robot = edition.registry().knows(call.robot()) ? call.robot() : "unknown";
        Subject subject = new Subject(call.id(), robot, "-", "-", call.dialect(), edition.revision());
        return new Event.Failed(subject, at, rejected.reason(), rejected.status(), call.age());
    }

    /** That a decision could not be kept, so that its effect must not follow. */
    static final class Unkept extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unkept() {
            super("a decision could not be put on record", null, false, false);
        }
    }
}
