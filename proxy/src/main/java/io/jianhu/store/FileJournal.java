package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A journal in the files of one directory, with one writer.
 *
 * <p>The writer takes everything that is queued, writes it and forces it to the disk once: while it does, the next group
 * gathers. What nobody waits for makes it hurry only after five milliseconds. A write or force that failed is never tried
 * again on the same file, because what the operating system then holds of it is unknown: the file is cut back to what was
 * known to be kept, a new one is begun, and the records of the group fail. The directory belongs to one process at a time.
 */
public final class FileJournal implements Journal {

    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path directory;
    private final Format format;
    private final FileChannel lock;
    private final Queue queue;
    private final Writer writer;
    private final Thread thread;
    private final long torn;

    private FileJournal(Path directory, Format format, FileChannel lock, Queue queue, Writer writer, long torn) {
        this.directory = directory;
        this.format = format;
        this.lock = lock;
        this.queue = queue;
        this.writer = writer;
        this.torn = torn;
        this.thread = Thread.ofPlatform()
                .name("journal " + directory.getFileName())
                .daemon()
                .start(writer);
    }

    /**
     * Opens a directory for writing, makes it when it is missing, and cuts off a record that was not written to its end.
     *
     * @throws IOException when another writer has the directory, its last file is damaged, or it cannot be read or written
     */
    public static FileJournal open(Path directory, Format format, Settings settings, InstantSource clock)
            throws IOException {
        return open(directory, format, settings, clock, Sink::file);
    }

    static FileJournal open(Path directory, Format format, Settings settings, InstantSource clock, Sink.Opener opener)
            throws IOException {
        Segments.prepare(directory);
        FileChannel lock = Segments.lock(directory);
        try {
            Format.Found found = Recovery.of(directory, format);
            Queue queue = new Queue(settings.queueBytes(), GATHERING);
            Writer writer =
                    new Writer(directory, format, settings, clock, opener, queue, found.last(), format.begin(found));
            return new FileJournal(directory, format, lock, queue, writer, found.torn());
        } catch (IOException | RuntimeException broken) {
            lock.close();
            throw broken;
        }
    }

    @Override
    public CompletableFuture<Void> append(byte[] record) {
        return queue.add(record.clone(), true);
    }

    @Override
    public CompletableFuture<Void> note(byte[] record) {
        return queue.add(record.clone(), false);
    }

    /** @throws IOException when a file is damaged or cannot be read */
    @Override
    public void replay(Consumer<byte[]> reader) throws IOException {
        Writer.Extent extent = writer.extent();
        for (Path file : Segments.list(directory, format.ending())) {
            int order = file.compareTo(extent.file());
            if (order < 0) {
                replay(file, Files.size(file), reader);
            } else if (order == 0 && extent.length() > 0) {
                replay(file, extent.length(), reader);
            }
        }
    }

    private void replay(Path file, long length, Consumer<byte[]> reader) throws IOException {
        byte[] head = format.head();
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (!Arrays.equals(in.readNBytes(head.length), head)) {
                throw Recovery.damaged(file, 0);
            }
            long position = head.length;
            while (position < length) {
                switch (format.read(in)) {
                    case Format.Frame.Whole whole -> {
                        position += whole.bytes().length;
                        reader.accept(whole.record());
                    }
                    case Format.Frame.Broken broken -> position += broken.length();
                    case Format.Frame.End() -> throw Recovery.damaged(file, position);
                }
            }
        }
    }

    /** How many bytes of a record that was not written to its end were cut off when the journal was opened. */
    public long torn() {
        return torn;
    }

    @Override
    public long size() {
        Writer.Extent extent = writer.extent();
        long size = extent.length();
        try {
            for (Path file : Segments.list(directory, format.ending())) {
                if (file.compareTo(extent.file()) < 0) {
                    size += Files.size(file);
                }
            }
        } catch (IOException unreadable) {
            return size;
        }
        return size;
    }

    @Override
    public boolean healthy() {
        return writer.healthy() && !queue.isClosed();
    }

    @Override
    public long failures() {
        return queue.failures();
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            lock.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        }
    }

    /** The files as they stand, the oldest first. */
    List<Path> files() throws IOException {
        return new ArrayList<>(Segments.list(directory, format.ending()));
    }
}
