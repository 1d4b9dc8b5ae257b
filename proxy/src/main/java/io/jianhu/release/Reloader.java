package io.jianhu.release;

import io.jianhu.chat.Event;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is compiled from a policy directory or a signed bundle up to date while it runs. The source is read every
 * so often, from its real path and by content, and an edit counts when two readings in a row agree. It is accepted whole
 * or refused whole; refused, the last good revision stays. Since policies speak of days, what is in force is compiled
 * again when a day begins. Reading and compiling happen on one platform thread of its own:
 * compiling does not wait, and would keep exchanges from a carrier of virtual threads.
 */
public final class Reloader<T> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reloader.class.getName());
    private static final Duration SETTLING = Duration.ofMillis(50);
    /** How long a quiet source is passed over before it is read all the same, for file systems that do not tell. */
    private static final Duration PASSED = Duration.ofSeconds(2);
    /** One of so many parts of its time may be spent on reading a quiet source, and of a processor on looking at it. */
    private static final int SHARE = 50;

    /** However many files there are, an edit is live within a second of its settling. */
    private static final Duration MOST_REST = Duration.ofMillis(700);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final PolicySource source;
    private final InstantSource clock;
    private final Incumbent<T> incumbent;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread watching;
    /** Nanoseconds in which the source is not looked at again; of the watching thread. */
    private long rest;

    private Reloader(PolicySource source, InstantSource clock, Incumbent<T> incumbent) {
        this.source = source;
        this.clock = clock;
        this.incumbent = incumbent;
    }

    /**
     * How a reloader works.
     *
     * @param policies the policy directory, which may be a link and may be a mounted ConfigMap; or a bundle
     * @param keys files of the public keys one of which must have signed the bundle; none for a directory
     * @param state where copies of what was accepted are kept, such as {@code state.dir/policy}; made when missing
     * @param every how long to wait between readings, such as 250 ms
     */
    public record Settings(Path policies, List<Path> keys, Path state, Duration every, InstantSource clock) {

        public Settings {
            keys = List.copyOf(keys);
        }

        /** For a directory. */
        public Settings(Path policies, Path state, Duration every, InstantSource clock) {
            this(policies, List.of(), state, every, clock);
        }

        private PolicySource source() {
            return keys.isEmpty() && !Files.isRegularFile(policies)
                    ? new PolicySource.Directory(policies)
                    : new PolicySource.Signed(policies, keys);
        }
    }

    /**
     * What is in force.
     *
     * @param revision such as {@code r-0123456789ab}
     * @param acceptedAt when it came into force in this process
     * @param lastProblems what is wrong with the source as it is now; empty when it is what is in force
     * @param lastAttemptAt when an edit was last accepted or refused
     * @param source {@code directory} or {@code bundle}
     * @param previous the revision to which {@link #rollBack} leads, where there is one
     * @param serial of the bundle in force
     * @param rolledBackFrom what still stands at the source after it was rolled back
     */
    public record Status(
            String revision,
            Instant acceptedAt,
            List<Problem> lastProblems,
            Instant lastAttemptAt,
            String source,
            Optional<String> previous,
            Optional<Integer> serial,
            Optional<String> rolledBackFrom) {

        public Status {
            lastProblems = List.copyOf(lastProblems);
        }
    }

    /**
     * Compiles the source, or, when it is broken, the last good copy, and begins to watch.
     *
     * @return rejected with the problems of the source when there is no last good copy either
     */
    public static <T> Compilation<Reloader<T>> start(Settings settings, Function<Folder, Compilation<T>> compiler) {
        PolicySource source = settings.source();
        return switch (Incumbent.start(source, new LastGood(settings.state()), compiler, settings.clock())) {
            case Compilation.Compiled<Incumbent<T>> compiled ->
                new Compilation.Compiled<>(
                        new Reloader<>(source, settings.clock(), compiled.value()).watch(settings.every()));
            case Compilation.Rejected<Incumbent<T>> rejected -> new Compilation.Rejected<>(rejected.problems());
        };
    }

    /** What is in force now. Take it once for an exchange and keep it to the end. */
    public T current() {
        return incumbent.current();
    }

    public Status status() {
        return incumbent.status();
    }

    /** Tells {@code listener}, on the thread that brings it about, of every change that is accepted or refused from now on. */
    public void tell(Consumer<Event.Reloaded> listener) {
        incumbent.tell(listener);
    }

    /**
     * Puts the revision before into force again. What was in force does not come back by itself, also not after a
     * restart, until the source changes. Waits for an attempt that is under way.
     *
     * @param from the revision that is to be left
     * @param actor who wants it, for the record
     */
    public Stepping rollBack(String from, String actor) {
        return incumbent.rollBack(from, actor);
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

    private Reloader<T> watch(Duration every) {
        watching = Thread.ofPlatform().daemon().name("policy-reloader").start(() -> run(every));
        return this;
    }

    private void run(Duration every) {
        Watching state = Watching.BEGUN;
        while (!isClosedAfter(
                state.edited() && !state.settled() ? SETTLING : Duration.ofNanos(Math.max(every.toNanos(), rest)))) {
            try {
                incumbent.keepUpWithTheDay();
                state = look(state);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                LOG.log(Level.ERROR, "reading the policy failed; it is read again in a while", e);
                isClosedAfter(PASSED);
            }
        }
    }

    /**
     * What was seen at the source.
     *
     * @param fingerprint of the last reading
     * @param edited whether it differs from what was attempted last
     * @param settled whether the reading before was the same
     * @param quiet the stamp under which it need not be read again for a while
     * @param readAgain when it is read all the same, by the nanosecond clock
     */
    private record Watching(
            String fingerprint, boolean edited, boolean settled, Optional<String> quiet, long readAgain) {
        static final Watching BEGUN = new Watching("", false, false, Optional.empty(), 0);
    }

    /** The stamp of the source; then how long it rests, since looking at many files takes a processor's time. */
    private Optional<String> stamp() {
        long began = THREADS.getCurrentThreadCpuTime();
        Optional<String> stamp = source.stamp(clock.instant());
        rest = Math.min(MOST_REST.toNanos(), SHARE * (THREADS.getCurrentThreadCpuTime() - began));
        return stamp;
    }

    private Watching look(Watching before) {
        Optional<String> stamp = stamp();
        boolean quiet = stamp.isPresent() && stamp.equals(before.quiet());
        if (quiet && System.nanoTime() - before.readAgain() < 0) {
            return before;
        }
        long began = System.nanoTime();
        PolicySource.Reading reading = source.read(clock.instant());
        boolean edited = incumbent.isNew(reading);
        boolean settled = reading.fingerprint().equals(before.fingerprint());
        if (edited && settled) {
            incumbent.attempt(reading);
        }
        long now = System.nanoTime();
        return new Watching(
                reading.fingerprint(),
                edited,
                settled,
                edited ? Optional.empty() : stamp,
                now + Math.max(PASSED.toNanos(), SHARE * (now - began)));
    }

    private boolean isClosedAfter(Duration wait) {
        try {
            return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
