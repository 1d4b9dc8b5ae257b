package io.jianhu.audit;

import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Segments;
import io.jianhu.store.Settings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The ledger of everything that happened: one line of JSON for an event, in files that {@code jq} reads, each line with
 * the hash of the one before, so that no record can be changed, added, moved or taken away unseen. The chain goes on
 * across files and restarts. The rule of the hash stands at {@link Line}.
 */
public final class Ledger implements Witness, AutoCloseable {

    private final FileJournal journal;
    private final Optional<Notary> notary;
    private final LongConsumer took;
    private final AtomicLong unwritable = new AtomicLong();

    private Ledger(FileJournal journal, Optional<Notary> notary, LongConsumer took) {
        this.journal = journal;
        this.notary = notary;
        this.took = took;
    }

    /**
     * Opens a directory for writing; makes it when it is missing. Where a crash left half a line, it is cut off and a
     * {@code recovered} record is written.
     *
     * @param took is told of each kept record the nanoseconds it took; called on the one writer
     * @throws IOException when another writer has the directory, or it cannot be read or written
     */
    public static Ledger open(Path directory, Settings settings, InstantSource clock, LongConsumer took)
            throws IOException {
        Chain chain = new Chain(clock, Optional.empty());
        return new Ledger(FileJournal.open(directory, chain, settings, clock), Optional.empty(), took);
    }

    /**
     * The same with checkpoints, which tell when something of the ledger is missing or was written anew: then a
     * {@code recovered} record says so, and the chain goes on behind the checkpoint.
     */
    public static Ledger open(
            Path directory, CheckpointFile checkpoints, Settings settings, InstantSource clock, LongConsumer took)
            throws IOException {
        Notary notary = new Notary(directory, checkpoints, clock);
        try {
            FileJournal journal = FileJournal.open(directory, new Chain(clock, Optional.of(notary)), settings, clock);
            notary.start();
            return new Ledger(journal, Optional.of(notary), took);
        } catch (IOException | RuntimeException broken) {
            notary.close();
            throw broken;
        }
    }

    /** The lines of a new ledger, one for each event it is given, as they would stand in its file. Used by one thread. */
    public static Function<Event, byte[]> lines(InstantSource clock) {
        Chain chain = new Chain(clock, Optional.empty());
        return event -> chain.frame(EventJson.write(event));
    }

    @Override
    public CompletableFuture<Void> saw(Event event) {
        long start = System.nanoTime();
        byte[] record;
        try {
            record = EventJson.write(event);
        } catch (RuntimeException bug) {
            unwritable.incrementAndGet();
            return CompletableFuture.failedFuture(bug);
        }
        CompletableFuture<Void> kept = event.isAwaited() ? journal.append(record) : journal.note(record);
        return kept.thenRun(() -> took.accept(System.nanoTime() - start));
    }

    /** Whether the last record could be kept. It turns true again by itself when the disk takes records again. */
    public boolean healthy() {
        return journal.healthy();
    }

    /** How many events could not be kept since the ledger was opened. */
    public long failures() {
        return journal.failures() + unwritable.get();
    }

    /** How many bytes the records take. */
    public long size() {
        return journal.size();
    }

    @Override
    public void close() {
        journal.close();
        notary.ifPresent(Notary::close);
    }

    /** Whether a directory has files of a ledger. */
    public static boolean isIn(Path directory) throws IOException {
        return !Segments.list(directory, "jsonl").isEmpty();
    }

    /**
     * Examines the records of a directory, or of a copy of it, without writing to it and without a lock.
     *
     * @throws IOException when it cannot be read
     */
    public static Verification verify(Path directory) throws IOException {
        return verify(directory, List.of());
    }

    /**
     * The same, compared with checkpoints, of which some may be older than others or missing.
     *
     * @throws IOException when the directory or a checkpoint cannot be read
     */
    public static Verification verify(Path directory, List<CheckpointFile> checkpoints) throws IOException {
        return new Verifier(checkpoints).verify(directory);
    }

    /**
     * The lines of a directory that are wanted, oldest first, without their ends. To be closed. Lines that are not
     * records are passed over; {@link #verify} finds them.
     *
     * @throws IOException when the directory cannot be read; a file that cannot be read makes the stream throw
     *     {@link UncheckedIOException}
     */
    public static Stream<String> read(Path directory, Filter filter) throws IOException {
        return Segments.list(directory, "jsonl").stream().flatMap(file -> lines(file, filter));
    }

    private static Stream<String> lines(Path file, Filter filter) {
        try {
            BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return Stream.generate(() -> line(in))
                    .takeWhile(line -> line.length > 0)
                    .filter(line -> line[line.length - 1] == '\n' && filter.wants(line))
                    .map(Chain::text)
                    .onClose(() -> close(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] line(BufferedInputStream in) {
        try {
            return Chain.line(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(BufferedInputStream in) {
        try {
            in.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
