package io.jianhu.policy;

import io.jianhu.chat.Event;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is compiled from a policy directory up to date while it runs. The directory is read every so often, from
 * its real path and by content, and an edit counts when two readings in a row agree. It is accepted whole or refused
 * whole; refused, the last good revision stays. Reading and compiling happen on one virtual thread of its own.
 */
public final class Reloader<T> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reloader.class.getName());
    private static final Duration SETTLING = Duration.ofMillis(50);
    /** How often a quiet directory is passed over before it is read all the same, for file systems that do not tell. */
    private static final int MOST_PASSED = 20;

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Path directory;
    private final Function<Folder, Compilation<T>> compiler;
    private final LastGood lastGood;
    private final InstantSource clock;
    private final List<Consumer<Event.Reloaded>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Live<T>> live;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String attempted;
    private volatile @Nullable Thread watching;

    /** What is in force, and what is known about it; replaced as one. */
    private record Live<T>(T value, Status status) {}

    /** One reading of the directory. */
    private record Reading(Folder folder, List<Problem> problems, String fingerprint) {}

    private Reloader(
            Reloader.Settings settings, Function<Folder, Compilation<T>> compiler, Live<T> first, String attempted) {
        this.directory = settings.directory();
        this.lastGood = new LastGood(settings.state());
        this.clock = settings.clock();
        this.compiler = compiler;
        this.live = new AtomicReference<>(first);
        this.attempted = attempted;
    }

    /**
     * How a reloader works.
     *
     * @param directory the policy directory; may be a link, and may be a mounted ConfigMap
     * @param state where the last good copy is kept, such as {@code state.dir/policy}; made when missing
     * @param every how long to wait between readings, such as 250 ms
     */
    public record Settings(Path directory, Path state, Duration every, InstantSource clock) {}

    /**
     * What is in force.
     *
     * @param revision such as {@code r-0123456789ab}
     * @param acceptedAt when it came into force in this process
     * @param lastProblems what is wrong with the directory as it is now; empty when it is what is in force
     * @param lastAttemptAt when an edit was last accepted or refused
     */
    public record Status(String revision, Instant acceptedAt, List<Problem> lastProblems, Instant lastAttemptAt) {

        public Status {
            lastProblems = List.copyOf(lastProblems);
        }
    }

    /**
     * Compiles the directory, or, when it is broken, the last good copy, and begins to watch.
     *
     * @return rejected with the problems of the directory when there is no last good copy either
     */
    public static <T> Compilation<Reloader<T>> start(Settings settings, Function<Folder, Compilation<T>> compiler) {
        Reading reading = reading(settings.directory());
        Instant now = settings.clock().instant();
        return switch (compile(reading, compiler)) {
            case Compilation.Compiled<T> compiled -> {
                Status status = new Status(PolicyFolder.revision(reading.folder()), now, List.of(), now);
                Reloader<T> reloader =
                        new Reloader<>(settings, compiler, new Live<>(compiled.value(), status), reading.fingerprint());
                reloader.keep(reading.folder(), status.revision());
                yield reloader.watch(settings.every());
            }
            case Compilation.Rejected<T> rejected ->
                restore(settings, compiler, now, rejected.problems())
                        .<Compilation<Reloader<T>>>map(
                                first -> new Reloader<>(settings, compiler, first, reading.fingerprint())
                                        .watch(settings.every()))
                        .orElseGet(() -> new Compilation.Rejected<>(rejected.problems()));
        };
    }

    private static <T> Optional<Live<T>> restore(
            Settings settings, Function<Folder, Compilation<T>> compiler, Instant now, List<Problem> problems) {
        Optional<Folder> kept = new LastGood(settings.state()).find(settings.directory());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return switch (compile(new Reading(kept.get(), List.of(), ""), compiler)) {
            case Compilation.Compiled<T> compiled -> {
                String revision = PolicyFolder.revision(kept.get());
                LOG.log(
                        Level.WARNING,
                        "policy broken, starting from the last good revision " + revision + ": " + summary(problems));
                yield Optional.of(new Live<>(compiled.value(), new Status(revision, now, problems, now)));
            }
            case Compilation.Rejected<T> rejected -> Optional.empty();
        };
    }

    /** What is in force now. Take it once for an exchange and keep it to the end. */
    public T current() {
        return live.get().value();
    }

    public Status status() {
        return live.get().status();
    }

    /** Tells {@code listener}, on the reloader's thread, of every edit that is accepted or refused from now on. */
    public void tell(Consumer<Event.Reloaded> listener) {
        listeners.add(listener);
    }

    /** Stops watching, and waits a moment for an attempt that is under way. What is in force stays. */
    @Override
    public void close() {
        closed.countDown();
        Thread thread = watching;
        try {
            if (thread != null && !thread.equals(Thread.currentThread())) {
                thread.join(CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Compilation<Reloader<T>> watch(Duration every) {
        watching = Thread.ofVirtual().name("policy-reloader").start(() -> run(every));
        return new Compilation.Compiled<>(this);
    }

    private void run(Duration every) {
        String seen = attempted;
        Optional<String> quiet = Optional.empty();
        int passed = 0;
        Duration wait = every;
        while (!isClosedAfter(wait)) {
            Optional<String> stamp = FolderStamp.of(directory, clock.instant());
            if (stamp.isPresent() && stamp.equals(quiet) && passed < MOST_PASSED) {
                passed++;
                continue;
            }
            Reading reading = reading(directory);
            boolean edited = !reading.fingerprint().equals(attempted);
            boolean settled = reading.fingerprint().equals(seen);
            if (edited && settled) {
                attempt(reading);
            }
            seen = reading.fingerprint();
            wait = edited && !settled ? SETTLING : every;
            quiet = edited ? Optional.empty() : stamp;
            passed = 0;
        }
    }

    private boolean isClosedAfter(Duration wait) {
        try {
            return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void attempt(Reading reading) {
        attempted = reading.fingerprint();
        Compilation<T> compilation = compile(reading, compiler);
        Instant now = clock.instant();
        Status before = live.get().status();
        switch (compilation) {
            case Compilation.Compiled<T> compiled -> {
                String revision = PolicyFolder.revision(reading.folder());
                live.set(new Live<>(compiled.value(), new Status(revision, now, List.of(), now)));
                LOG.log(Level.INFO, "policy " + revision + " in force, before " + before.revision());
                keep(reading.folder(), revision);
                tell(new Event.Reloaded(now, revision, true, ""));
            }
            case Compilation.Rejected<T> rejected -> {
                Status status = new Status(before.revision(), before.acceptedAt(), rejected.problems(), now);
                live.set(new Live<>(live.get().value(), status));
                LOG.log(
                        Level.WARNING,
                        "policy refused, " + before.revision() + " stays: " + summary(rejected.problems()));
                tell(new Event.Reloaded(now, before.revision(), false, summary(rejected.problems())));
            }
        }
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

    private void keep(Folder folder, String revision) {
        try {
            lastGood.keep(folder, revision);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "policy " + revision + " is in force, but no copy could be kept: " + e);
        }
    }

    private static Reading reading(Path directory) {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(directory, problems);
        List<Problem> found = problems.list();
        return new Reading(folder, found, PolicyFolder.fingerprint(folder, found));
    }

    /** A compiler that fails is a bug, and must not end the watching or the gateway. */
    private static <T> Compilation<T> compile(Reading reading, Function<Folder, Compilation<T>> compiler) {
        if (!reading.problems().isEmpty()) {
            return new Compilation.Rejected<>(reading.problems());
        }
        try {
            return compiler.apply(reading.folder());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "the policy compiler failed", e);
            Problems problems = new Problems();
            problems.add(Place.ofFile(reading.folder().name()), "the compiler failed: " + e);
            return new Compilation.Rejected<>(problems.list());
        }
    }

    private static String summary(List<Problem> problems) {
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return problems.getFirst() + more;
    }
}
