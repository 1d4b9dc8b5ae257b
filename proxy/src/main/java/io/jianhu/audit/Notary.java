package io.jianhu.audit;

import io.jianhu.store.Segments;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Notes once a second how far a ledger has come, and tells at the next start what is missing. The writer of the ledger
 * leaves it the last line that is on the disk, so that no checkpoint is ever ahead of the ledger.
 */
final class Notary implements AutoCloseable {

    /** Where the chain goes on, and what has to be said there first. */
    record Start(long number, String previous, List<byte[]> notes) {}

    private static final System.Logger LOG = System.getLogger("io.jianhu.audit");

    private final Path directory;
    private final CheckpointFile file;
    private final InstantSource clock;
    private final ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit checkpoints").factory());
    private volatile Optional<byte[]> kept = Optional.empty();
    private Optional<byte[]> noted = Optional.empty();
    private Checkpoint newest;
    private boolean stale;
    private boolean failing;

    Notary(Path directory, CheckpointFile file, InstantSource clock) {
        this.directory = directory;
        this.file = file;
        this.clock = clock;
        this.newest = new Checkpoint(0, Line.GENESIS, 1, 1, clock.instant());
    }

    /**
     * Compares the ledger, as its writer found it, with the newest checkpoint. Where they contradict each other, the
     * chain goes on from the checkpoint: no number is used twice, and the break shows for as long as the files are kept.
     *
     * @param number of the last line
     * @param hash of the last line
     */
    synchronized Start begin(long number, String hash) throws IOException {
        return switch (file.read()) {
            case CheckpointFile.Content.Nothing() -> unvouched(number, hash, "no-checkpoint");
            case CheckpointFile.Content.Forged() -> {
                file.setAside();
                yield unvouched(number, hash, "forged-checkpoint");
            }
            case CheckpointFile.Content.Noted found -> {
                newest = found.checkpoint();
                yield compare(number, hash, found.checkpoint());
            }
        };
    }

    private Start unvouched(long number, String hash, String reason) throws IOException {
        newest = new Checkpoint(number, hash, oldest().orElse(number + 1), number + 1, clock.instant());
        stale = true;
        if (number == 0 && reason.equals("no-checkpoint")) {
            return new Start(number, hash, List.of());
        }
        LOG.log(
                Level.WARNING,
                "audit: " + file + ": " + reason + "; whether records up to " + number + " are missing is not known");
        return new Start(number, hash, List.of(note(reason, 1, number)));
    }

    private Start compare(long number, String hash, Checkpoint checkpoint) throws IOException {
        List<byte[]> notes = new ArrayList<>();
        long oldest = oldest().orElse(number + 1);
        if (oldest > checkpoint.first()) {
            notes.add(said("lost-beginning", checkpoint.first(), oldest - 1));
        }
        if (number < checkpoint.last()) {
            notes.add(said("lost-tail", Math.max(number + 1, checkpoint.first()), checkpoint.last()));
            return new Start(checkpoint.last(), checkpoint.hash(), notes);
        }
        Optional<String> there = number == checkpoint.last() ? Optional.of(hash) : hash(checkpoint.last());
        if (checkpoint.last() > 0 && !there.equals(Optional.of(checkpoint.hash()))) {
            notes.add(said("changed-records", checkpoint.first(), checkpoint.last()));
            return new Start(number, checkpoint.hash(), notes);
        }
        return new Start(number, hash, notes);
    }

    private byte[] said(String reason, long from, long to) {
        LOG.log(
                Level.ERROR,
                "audit: " + directory + ": " + reason + ": records " + from + " to " + to + ", by " + file
                        + "; examine it with jianhu audit verify");
        return note(reason, from, to);
    }

    private byte[] note(String reason, long from, long to) {
        return Json.object(json -> {
            json.writeStringField("at", Json.time(clock.instant()));
            json.writeStringField("event", "recovered");
            json.writeStringField("reason", reason);
            json.writeNumberField("from", from);
            json.writeNumberField("to", to);
        });
    }

    /** Notes where the ledger stands now, and then every second that something was written. */
    void start() {
        note();
        var unused = every.scheduleWithFixedDelay(this::note, 1, 1, TimeUnit.SECONDS);
    }

    /** The last line that is on the disk. */
    void kept(byte[] line) {
        kept = Optional.of(line);
    }

    /** Notes that the ledger will begin with this file, before older ones go. */
    synchronized boolean retires(Path before) {
        try {
            newest = newest.from(line(before, line -> true).map(Line::number).orElse(newest().last() + 1));
            stale = true;
            return note();
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "audit: old files stay: " + unreadable);
            return false;
        }
    }

    private synchronized boolean note() {
        Optional<byte[]> line = kept;
        if (!stale && line.equals(noted)) {
            return true;
        }
        try {
            newest = newest();
            file.write(newest);
            noted = line;
            stale = false;
            failing = false;
            return true;
        } catch (IOException unwritable) {
            if (!failing) {
                LOG.log(Level.WARNING, "audit: no checkpoint can be written: " + unwritable);
            }
            failing = true;
            return false;
        }
    }

    private Checkpoint newest() {
        return kept.flatMap(Line::parse)
                .map(line ->
                        new Checkpoint(line.number(), line.hash(), newest.first(), newest.since(), clock.instant()))
                .orElse(newest);
    }

    private Optional<Long> oldest() throws IOException {
        for (Path each : Segments.list(directory, "jsonl")) {
            Optional<Line> line = line(each, any -> true);
            if (line.isPresent()) {
                return line.map(Line::number);
            }
        }
        return Optional.empty();
    }

    /** The hash of the record of this number, if it is there and whole. */
    private Optional<String> hash(long number) throws IOException {
        for (Path each : Segments.list(directory, "jsonl").reversed()) {
            if (line(each, any -> true)
                    .filter(first -> first.number() <= number)
                    .isPresent()) {
                return line(each, line -> line.number() == number)
                        .filter(Line::isWhole)
                        .map(Line::hash);
            }
        }
        return Optional.empty();
    }

    private static Optional<Line> line(Path file, Predicate<Line> wanted) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (byte[] bytes = Chain.line(in); bytes.length > 0; bytes = Chain.line(in)) {
                Optional<Line> line = Line.parse(bytes).filter(wanted);
                if (line.isPresent()) {
                    return line;
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        every.shutdownNow();
        note();
    }
}
