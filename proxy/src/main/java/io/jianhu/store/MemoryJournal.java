package io.jianhu.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A list in memory. */
final class MemoryJournal implements Journal {

    private final List<byte[]> records = new ArrayList<>();
    private long size;
    private long failures;
    private boolean closed;

    @Override
    public synchronized CompletableFuture<Void> append(byte[] record) {
        if (closed) {
            failures++;
            return CompletableFuture.failedFuture(new NotKept("journal: closed"));
        }
        records.add(record.clone());
        size += record.length;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> note(byte[] record) {
        return append(record);
    }

    @Override
    public void replay(Consumer<byte[]> reader) {
        List<byte[]> kept;
        synchronized (this) {
            kept = List.copyOf(records);
        }
        kept.forEach(record -> reader.accept(record.clone()));
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized boolean healthy() {
        return !closed;
    }

    @Override
    public synchronized long failures() {
        return failures;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
