package io.jianhu.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A list of records that only grows and survives a crash. Safe for many threads. */
public interface Journal extends AutoCloseable {

    /**
     * Writes a record behind all records that were appended before. Never blocks and never throws.
     *
     * @return done when the record can no longer be lost, as far as {@link Durability} promises; failed when it was not
     *     kept. What depends on it runs on the journal's only writer and must not block; the {@code Async} forms may
     */
    CompletableFuture<Void> append(byte[] record);

    /**
     * The same for a record that nothing waits for: it may be kept some milliseconds later, together with others, and
     * no later than a record that is appended after it.
     */
    CompletableFuture<Void> note(byte[] record);

    /** Reads every kept record, the oldest first, up to those kept when it is called. */
    void replay(Consumer<byte[]> reader) throws IOException;

    /** How many bytes the kept records take. */
    long size();

    /** Whether the last thing that was written could be kept. */
    boolean healthy();

    /** How many records could not be kept since the journal was opened. */
    long failures();

    /** Keeps what is queued and ends. Later appends fail. */
    @Override
    void close();

    /** A journal that forgets everything with the process. */
    static Journal inMemory() {
        return new MemoryJournal();
    }
}
