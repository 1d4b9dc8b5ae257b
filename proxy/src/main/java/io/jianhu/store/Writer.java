package io.jianhu.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The one thread that writes a journal's files. */
final class Writer implements Runnable {

    /** What is kept: every file before this one, and this one up to a length. */
    record Extent(Path file, long length) {}

    private static final System.Logger LOG = System.getLogger("io.jianhu.store");
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final Format format;
    private final Settings settings;
    private final InstantSource clock;
    private final Sink.Opener opener;
    private final Queue queue;
    private Sink sink;
    private Optional<byte[]> last;
    private volatile Extent extent;
    private volatile boolean healthy = true;
    private boolean unforced;
    private long due;

    Writer(
            Path directory,
            Format format,
            Settings settings,
            InstantSource clock,
            Sink.Opener opener,
            Queue queue,
            Optional<byte[]> last,
            List<byte[]> notes)
            throws IOException {
        this.directory = directory;
        this.format = format;
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
        this.queue = queue;
        this.last = last;
        List<Path> files = Segments.list(directory, format.ending());
        Path file = files.isEmpty() ? Segments.next(directory, format.ending()) : files.getLast();
        this.sink = opener.open(file);
        try {
            this.extent = new Extent(file, Files.size(file));
            start(notes);
            retire();
        } catch (IOException | RuntimeException broken) {
            sink.close();
            throw broken;
        }
    }

    Extent extent() {
        return extent;
    }

    boolean healthy() {
        return healthy;
    }

    @Override
    public void run() {
        try {
            while (!queue.isDone()) {
                turn(queue.take(settings.durability() == Durability.SYNC, patience()));
            }
            force();
            sink.close();
        } catch (InterruptedException | IOException end) {
            LOG.log(Level.ERROR, "journal " + directory + ": ended unexpectedly", end);
        } finally {
            healthy = false;
            queue.close();
            queue.drain("journal: closed");
        }
    }

    private long patience() {
        return healthy && !unforced ? Long.MAX_VALUE : Math.max(0, due - System.nanoTime());
    }

    private void turn(List<Queue.Waiting> group) {
        boolean isDue = due - System.nanoTime() <= 0;
        if (!healthy && isDue) {
            restart(0);
        }
        if (!healthy) {
            queue.fail(group, "journal: the disk refuses to keep records");
            return;
        }
        long pending = 0;
        try {
            if (!group.isEmpty()) {
                if (extent.length() >= settings.segmentBytes() && extent.length() > format.head().length) {
                    roll();
                }
                ByteArrayOutputStream frames = new ByteArrayOutputStream();
                Optional<byte[]> end = last;
                for (Queue.Waiting each : group) {
                    byte[] frame = format.frame(each.record());
                    frames.writeBytes(frame);
                    end = Optional.of(frame);
                }
                pending = frames.size();
                keep(frames.toByteArray(), end);
            } else if (unforced && isDue) {
                force();
            }
        } catch (IOException | RuntimeException failed) {
            giveUp(failed);
            restart(pending);
            queue.fail(group, "journal: a record could not be written");
            return;
        }
        group.forEach(each -> each.kept().complete(null));
    }

    private void keep(byte[] frames, Optional<byte[]> end) throws IOException {
        sink.write(ByteBuffer.wrap(frames));
        if (settings.durability() != Durability.ASYNC) {
            sink.force();
        } else if (!unforced) {
            unforced = true;
            due = System.nanoTime() + PAUSE;
        } else if (due - System.nanoTime() <= 0) {
            force();
        }
        last = end;
        extent = new Extent(extent.file(), extent.length() + frames.length);
        if (!unforced) {
            last.ifPresent(format::kept);
        }
    }

    private void force() throws IOException {
        if (unforced) {
            unforced = false;
            sink.force();
            last.ifPresent(format::kept);
        }
    }

    /** Writes the head of an empty file and notes; they show that the file can be written. */
    private void start(List<byte[]> notes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (extent.length() == 0) {
            bytes.writeBytes(format.head());
        }
        Optional<byte[]> end = last;
        for (byte[] note : notes) {
            byte[] frame = format.frame(note);
            bytes.writeBytes(frame);
            end = Optional.of(frame);
        }
        sink.write(ByteBuffer.wrap(bytes.toByteArray()));
        sink.force();
        Segments.forceNames(directory);
        last = end;
        extent = new Extent(extent.file(), extent.length() + bytes.size());
        if (!notes.isEmpty()) {
            last.ifPresent(format::kept);
        }
    }

    private void roll() throws IOException {
        force();
        sink.close();
        begin(List.of());
        retire();
    }

    private void retire() throws IOException {
        Optional<Duration> retention = settings.retention();
        if (retention.isPresent()) {
            Segments.retire(directory, format.ending(), clock.instant().minus(retention.get()), format::retires);
        }
    }

    private void begin(List<byte[]> notes) throws IOException {
        Path file = Segments.next(directory, format.ending());
        extent = new Extent(file, 0);
        sink = opener.open(file);
        start(notes);
    }

    private void giveUp(Exception failed) {
        LOG.log(Level.ERROR, "journal: " + extent.file() + " is given up: " + failed);
        healthy = false;
        unforced = false;
        Extent dead = extent;
        attempt(() -> sink.truncate(dead.length()));
        attempt(sink::close);
        if (dead.length() <= format.head().length) {
            attempt(() -> Files.deleteIfExists(dead.file()));
        }
        format.resume(last);
    }

    private void restart(long lost) {
        try {
            begin(format.givenUp(lost).stream().toList());
            healthy = true;
        } catch (IOException | RuntimeException failed) {
            giveUp(failed);
            due = System.nanoTime() + PAUSE;
        }
    }

    private static void attempt(Step step) {
        try {
            step.take();
        } catch (IOException ignored) {
            // The file is given up already; this only tidies it.
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
