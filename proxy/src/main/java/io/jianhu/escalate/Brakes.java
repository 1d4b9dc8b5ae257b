package io.jianhu.escalate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Witness;
import io.jianhu.store.Journal;
import io.jianhu.store.NotKept;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The robots that a person has stopped. A brake works before it is kept, so that a broken disk does not keep a robot
 * running; it ends what the robot is saying. A release works only when it is kept. The person who releases is not the
 * one who braked, where persons can be told apart.
 */
public final class Brakes {

    /** Why a robot stands still. */
    public record Brake(RobotId robot, String actor, String reason, Instant since) {}

    /** What became of a command. */
    public enum Outcome {
        DONE,
        /** It is as the command asks already; nothing was done. */
        ALREADY,
        /** A release needs another person than the one who braked. */
        SAME_PERSON
    }

    /** What a record says of a release by the person who braked. */
    private static final String ALONE = " without a second person: nobody signs in";

    private final Journal journal;
    private final Witness witness;
    private final InstantSource clock;
    private final Map<RobotId, Brake> brakes = new ConcurrentHashMap<>();
    private final Map<RobotId, Set<Watch>> watches = new ConcurrentHashMap<>();

    /**
     * Reads the brakes of a journal, which may hold other things too.
     *
     * @throws IOException when the journal cannot be read
     */
    public Brakes(Journal journal, Witness witness, InstantSource clock) throws IOException {
        this.journal = journal;
        this.witness = witness;
        this.clock = clock;
        journal.replay(this::apply);
    }

    public boolean isBraked(RobotId robot) {
        return brakes.containsKey(robot);
    }

    /** Somebody who has to stop when a robot is braked. Two are never equal. */
    public final class Watch implements AutoCloseable {

        private final RobotId robot;
        private final Runnable stop;

        private Watch(RobotId robot, Runnable stop) {
            this.robot = robot;
            this.stop = stop;
        }

        /** It is not told any more. */
        @Override
        public void close() {
            watches.computeIfPresent(robot, (same, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /**
     * Runs {@code stop} when a robot is braked, at once when it is already; perhaps twice. It must not wait.
     *
     * @return to be closed when there is nothing left to stop
     */
    public Watch watch(RobotId robot, Runnable stop) {
        Watch watch = new Watch(robot, stop);
        watches.compute(robot, (same, all) -> {
            Set<Watch> watching = all == null ? ConcurrentHashMap.newKeySet() : all;
            watching.add(watch);
            return watching;
        });
        if (isBraked(robot)) {
            stop.run();
        }
        return watch;
    }

    /** The brake of a robot that stands still. */
    public Optional<Brake> on(RobotId robot) {
        return Optional.ofNullable(brakes.get(robot));
    }

    /**
     * Stops a robot.
     *
     * @throws Unkept when the brake works but would not survive a restart
     */
    public synchronized Outcome brake(RobotId robot, String actor, String reason) {
        Brake brake = new Brake(robot, actor, reason, clock.instant());
        if (brakes.putIfAbsent(robot, brake) != null) {
            return Outcome.ALREADY;
        }
        watches.getOrDefault(robot, Set.of()).forEach(watch -> watch.stop.run());
        keep(Entry.write(json -> write(json, brake)));
        tell(actor, "brake", robot.value());
        return Outcome.DONE;
    }

    /**
     * Lets a robot go on.
     *
     * @throws Unkept when it could not be kept; the robot still stands
     */
    public synchronized Outcome release(RobotId robot, String actor) {
        return isHis(robot, actor) ? Outcome.SAME_PERSON : release(robot, actor, robot.value());
    }

    /**
     * The same where nobody signs in, so that no second person could be told from the first: none is asked for, and that
     * is on record.
     *
     * @throws Unkept when it could not be kept; the robot still stands
     */
    public synchronized Outcome releaseAlone(RobotId robot, String actor) {
        return release(robot, actor, isHis(robot, actor) ? robot + ALONE : robot.value());
    }

    private boolean isHis(RobotId robot, String actor) {
        return on(robot).filter(brake -> brake.actor().equals(actor)).isPresent();
    }

    private Outcome release(RobotId robot, String actor, String told) {
        if (!isBraked(robot)) {
            return Outcome.ALREADY;
        }
        keep(Entry.write(json -> {
            json.writeStringField("kind", "robot-released");
            json.writeStringField("robot", robot.value());
            json.writeStringField("actor", actor);
        }));
        tell(actor, "release", told);
        brakes.remove(robot);
        return Outcome.DONE;
    }

    private static void write(JsonGenerator json, Brake brake) throws IOException {
        json.writeStringField("kind", "robot-braked");
        json.writeStringField("robot", brake.robot().value());
        json.writeStringField("actor", brake.actor());
        json.writeStringField("reason", brake.reason());
        json.writeStringField("since", brake.since().toString());
    }

    private void apply(byte[] record) {
        Entry entry = Entry.read(record);
        switch (entry.text("kind")) {
            case "robot-braked" -> {
                RobotId robot = new RobotId(entry.text("robot"));
                brakes.put(robot, new Brake(robot, entry.text("actor"), entry.text("reason"), entry.time("since")));
            }
            case "robot-released" -> brakes.remove(new RobotId(entry.text("robot")));
            default -> {
                // The journal is shared: this record is about something else.
            }
        }
    }

    private void keep(byte[] record) {
        try {
            journal.append(record).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof NotKept reason) {
                throw new Unkept(String.valueOf(reason.getMessage()));
            }
            throw failed;
        }
    }

    private void tell(String actor, String action, String object) {
        witness.saw(new Event.Acted(clock.instant(), actor, action, object))
                .exceptionally(failed -> null)
                .join();
    }
}
