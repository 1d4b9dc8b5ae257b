package io.jianhu.release;

import io.jianhu.chat.Event;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is in force, and how one revision follows another. Changes come one at a time; reading waits for nothing. */
final class Incumbent<T> {
    private static final System.Logger LOG = System.getLogger(Reloader.class.getName());
    /** By whose calendar policies count days, wherever the machine stands. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String BY_FILE = "file";
    private static final String BY_CLOCK = "clock";

    private final PolicySource source;
    private final LastGood lastGood;
    private final Attempt<T> attempt;
    private final InstantSource clock;
    private final List<Consumer<Event.Reloaded>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Live<T> live;
    private volatile String attempted;

    /**
     * What is in force; replaced as one.
     *
     * @param folder what it was compiled from
     * @param standing what is known of it and of what was before
     * @param day when it was compiled, by the calendar of the policies
     * @param sourceProblems what is wrong with what stands at the source now
     * @param dayProblems what is wrong with what is in force since a day began
     */
    private record Live<T>(
            T value,
            Folder folder,
            String revision,
            Standing standing,
            Instant acceptedAt,
            LocalDate day,
            List<Problem> sourceProblems,
            List<Problem> dayProblems,
            Instant lastAttemptAt) {

        Live<T> refused(List<Problem> problems, Instant at) {
            return new Live<>(value, folder, revision, standing, acceptedAt, day, problems, dayProblems, at);
        }

        Live<T> onDay(T compiled, LocalDate today, List<Problem> problems) {
            return new Live<>(
                    compiled, folder, revision, standing, acceptedAt, today, sourceProblems, problems, lastAttemptAt);
        }
    }

    private Incumbent(PolicySource source, LastGood lastGood, Attempt<T> attempt, InstantSource clock, Begin<T> begin) {
        this.source = source;
        this.lastGood = lastGood;
        this.attempt = attempt;
        this.clock = clock;
        this.attempted = begin.attempted();
        this.live = live(begin.value(), begin.folder(), begin.standing(), begin.problems());
    }

    /** How it begins. */
    private record Begin<T>(T value, Folder folder, Standing standing, List<Problem> problems, String attempted) {}

    /** Begins with what stands at the source; with what was in force before when that is broken or was rolled back. */
    static <T> Compilation<Incumbent<T>> start(
            PolicySource source, LastGood lastGood, Function<Folder, Compilation<T>> compiler, InstantSource clock) {
        Attempt<T> attempt = new Attempt<>(lastGood, compiler);
        Problems unknown = new Problems();
        Optional<Standing> known = lastGood.standing(unknown);
        Standing standing = known.orElse(Standing.NONE);
        PolicySource.Reading reading = source.read(clock.instant());
        Optional<Folder> kept = standing.current().flatMap(revision -> lastGood.find(revision, source.path()));
        List<Problem> problems = new ArrayList<>();
        boolean undone = standing.undone()
                .filter(left -> left.fingerprint().equals(reading.fingerprint()))
                .isPresent();
        if (undone) {
            LOG.log(Level.WARNING, "what stands at the source was rolled back and stays out of force until it changes");
        } else if (known.isEmpty() && reading.manifest().isPresent()) {
            problems.addAll(unknown.list()); // Who does not know the last serial cannot tell a bundle from a replay.
        } else {
            Attempt.Result<T> result = attempt.on(reading, standing);
            switch (result.compilation()) {
                case Compilation.Compiled<T> compiled -> {
                    Begin<T> begin = new Begin<>(
                            compiled.value(),
                            reading.folder(),
                            result.standing().with(PolicyFolder.revision(reading.folder())),
                            unknown.list(),
                            reading.fingerprint());
                    Incumbent<T> incumbent = new Incumbent<>(source, lastGood, attempt, clock, begin);
                    incumbent.keep(reading.folder(), kept.orElse(reading.folder()));
                    return new Compilation.Compiled<>(incumbent);
                }
                case Compilation.Rejected<T> rejected -> problems.addAll(rejected.problems());
            }
        }
        if (kept.isPresent() && attempt.on(kept.get()) instanceof Compilation.Compiled<T> restored) {
            if (!problems.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "policy broken, starting from the last good revision "
                                + standing.current().orElseThrow() + ": " + Attempt.summary(problems));
            }
            return new Compilation.Compiled<>(new Incumbent<>(
                    source,
                    lastGood,
                    attempt,
                    clock,
                    new Begin<>(restored.value(), kept.get(), standing, problems, reading.fingerprint())));
        }
        if (undone) {
            problems.add(
                    new Problem(
                            source.path().toString(),
                            0,
                            0,
                            "was rolled back, and the copy of what was in force instead does not serve (expected: other files)"));
        }
        return new Compilation.Rejected<>(problems);
    }

    T current() {
        return live.value();
    }

    Reloader.Status status() {
        Live<T> now = live;
        Standing known = now.standing();
        List<Problem> problems = new ArrayList<>(now.sourceProblems());
        problems.addAll(now.dayProblems());
        return new Reloader.Status(
                now.revision(),
                now.acceptedAt(),
                problems,
                now.lastAttemptAt(),
                source.word(),
                known.previous(),
                source instanceof PolicySource.Signed ? known.serialInForce() : Optional.empty(),
                known.undone().map(Standing.Undone::revision));
    }

    void tell(Consumer<Event.Reloaded> listener) {
        listeners.add(listener);
    }

    /** Whether a reading differs from the one that was attempted last. */
    boolean isNew(PolicySource.Reading reading) {
        return !reading.fingerprint().equals(attempted);
    }

    void attempt(PolicySource.Reading reading) {
        changing.lock();
        try {
            attempted = reading.fingerprint();
            Live<T> before = live;
            Attempt.Result<T> result = attempt.on(reading, before.standing());
            switch (result.compilation()) {
                case Compilation.Compiled<T> compiled -> {
                    Standing next = result.standing().with(PolicyFolder.revision(reading.folder()));
                    live = live(compiled.value(), reading.folder(), next, List.of());
                    LOG.log(Level.INFO, "policy " + live.revision() + " in force, before " + before.revision());
                    keep(reading.folder(), before.folder());
                    tell(new Event.Reloaded(
                            live.acceptedAt(),
                            live.revision(),
                            true,
                            "",
                            BY_FILE,
                            Changes.between(before.folder(), reading.folder())));
                }
                case Compilation.Rejected<T> rejected -> {
                    live = before.refused(rejected.problems(), clock.instant());
                    String why = Attempt.summary(rejected.problems());
                    LOG.log(Level.WARNING, "policy refused, " + before.revision() + " stays: " + why);
                    tell(new Event.Reloaded(live.lastAttemptAt(), before.revision(), false, why, BY_FILE, ""));
                }
            }
        } finally {
            changing.unlock();
        }
    }

    Stepping rollBack(String from, String actor) {
        changing.lock();
        try {
            Live<T> before = live;
            if (!before.revision().equals(from)) {
                return new Stepping.Moved(before.revision());
            }
            Optional<String> revision = before.standing().previous();
            Optional<Folder> folder = revision.flatMap(one -> lastGood.find(one, source.path()));
            if (revision.isEmpty() || folder.isEmpty()) {
                return new Stepping.Nowhere();
            }
            return switch (attempt.on(folder.get())) {
                case Compilation.Compiled<T> compiled -> {
                    Standing next = before.standing().back(revision.get(), new Standing.Undone(from, attempted));
                    lastGood.write(next);
                    live = live(compiled.value(), folder.get(), next, before.sourceProblems());
                    LOG.log(Level.INFO, "policy " + revision.get() + " in force again, rolled back from " + from);
                    sweep();
                    tell(new Event.Reloaded(
                            live.acceptedAt(),
                            revision.get(),
                            true,
                            "rolled back from " + from,
                            actor,
                            Changes.between(before.folder(), folder.get())));
                    yield new Stepping.Done(revision.get());
                }
                case Compilation.Rejected<T> rejected -> new Stepping.Refused(Attempt.summary(rejected.problems()));
            };
        } catch (IOException e) {
            return new Stepping.Refused("the step cannot be kept, so it was not taken: " + e);
        } finally {
            changing.unlock();
        }
    }

    /** Compiles what is in force again when a day has begun since: rules and exceptions end on days. */
    void keepUpWithTheDay() {
        if (today().equals(live.day())) {
            return;
        }
        changing.lock();
        try {
            Live<T> before = live;
            switch (attempt.on(before.folder())) {
                case Compilation.Compiled<T> compiled -> live = before.onDay(compiled.value(), today(), List.of());
                case Compilation.Rejected<T> rejected -> {
                    live = before.onDay(before.value(), today(), rejected.problems());
                    String why = Attempt.summary(rejected.problems());
                    LOG.log(Level.WARNING, "policy " + before.revision() + " no longer compiles and stays: " + why);
                    tell(new Event.Reloaded(clock.instant(), before.revision(), false, why, BY_CLOCK, ""));
                }
            }
        } finally {
            changing.unlock();
        }
    }

    private Live<T> live(T value, Folder folder, Standing standing, List<Problem> problems) {
        Instant now = clock.instant();
        return new Live<>(
                value, folder, PolicyFolder.revision(folder), standing, now, today(), problems, List.of(), now);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private void tell(Event.Reloaded event) {
        for (Consumer<Event.Reloaded> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a listener of the policy failed", e);
            }
        }
    }

    private void keep(Folder folder, Folder before) {
        try {
            lastGood.store(folder, live.revision(), before);
            lastGood.write(live.standing());
            sweep();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "policy " + live.revision() + " is in force, but no copy could be kept: " + e);
        }
    }

    private void sweep() {
        try {
            lastGood.sweep(live.standing());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "old copies of policies could not be removed: " + e);
        }
    }
}
