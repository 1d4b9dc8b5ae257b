package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Witness;
import io.jianhu.policy.ShadowLog;
import io.jianhu.policy.Sighting;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Puts on record what happens, and waits for the record where the effect must not come first. */
public final class Journaling {

    private final Witness witness;
    private final BooleanSupplier healthy;
    private final boolean closed;
    private final InstantSource clock;
    private final ShadowLog shadow;

    /** With a report on rules in shadow that nobody reads. */
    public Journaling(Witness witness, BooleanSupplier healthy, boolean closed, InstantSource clock) {
        this(witness, healthy, closed, clock, new ShadowLog(clock));
    }

    /**
     * @param healthy whether what is noted is being kept
     * @param closed whether nothing may be decided that cannot be kept, where a robot does not say otherwise
     * @param shadow is told what rules that are not enforced found
     */
    public Journaling(Witness witness, BooleanSupplier healthy, boolean closed, InstantSource clock, ShadowLog shadow) {
        this.witness = witness;
        this.healthy = healthy;
        this.closed = closed;
        this.clock = clock;
        this.shadow = shadow;
    }

    Instant now() {
        return clock.instant();
    }

    /** Notes, once an exchange is decided, what rules that are not enforced found in it. */
    void shadowed(Turn turn, Decision decision, List<Sighting> more) {
        List<Sighting> all = new ArrayList<>(turn.sightings());
        all.addAll(more);
        shadow.saw(turn.edition().rulebook(), turn.robot().id().value(), decision, all);
    }

    /** Notes an event whose effect need not wait. The witness itself counts what it loses. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void note(Event event) {
        witness.saw(event);
    }

    /**
     * Notes a decision, and waits until it cannot be lost when it blocks, masks or escalates.
     *
     * @throws Rejected when it could not be kept and the robot must not work without a record
     */
    void keep(Robot robot, Event.Decided decided) throws Rejected {
        CompletableFuture<Void> kept = kept(robot, decided);
        if (decided.isAwaited()) {
            await(kept);
        }
    }

    /** The same for text that waits on its thread for the record: fails where {@link #keep} rejects. */
    CompletableFuture<Void> kept(Robot robot, Event.Decided decided) {
        CompletableFuture<Void> kept = witness.saw(decided);
        return closedFor(robot) ? kept : kept.exceptionally(failure -> null);
    }

    /**
     * Waits for what {@link #kept} promised.
     *
     * @throws Rejected when it failed
     */
    void await(CompletableFuture<Void> kept) throws Rejected {
        try {
            kept.join();
        } catch (CompletionException | CancellationException e) {
            throw unkept();
        }
    }

    /** @throws Rejected when nothing can be kept and the robot must not work without a record */
    void mustBeKept(Robot robot) throws Rejected {
        if (!healthy.getAsBoolean() && closedFor(robot)) {
            throw unkept();
        }
    }

    static Rejected unkept() {
        return new Rejected(503, "audit", "服务暂时不可用，请稍后再试，或拨打 12345 service unavailable, try again soon");
    }

    private boolean closedFor(Robot robot) {
        return closed && robot.policy().onFailure() != Robot.Conduct.OnFailure.OPEN;
    }

    /**
     * The last event of an exchange that ended in an error.
     *
     * @param client who asked, once it was admitted
     */
    static Event rejected(Call call, Edition edition, Optional<Client> client, Rejected rejected, Instant at) {
        Optional<Robot> robot = edition.registry().robot(call.robot());
        Subject subject = new Subject(
                call.id(),
                robot.map(known -> known.id().value()).orElse("unknown"),
                robot.map(Robot::department).orElse("-"),
                client.map(Client::id).orElse("-"),
                call.dialect(),
                edition.revision());
        return new Event.Failed(subject, at, rejected.reason(), rejected.status(), call.age());
    }
}
