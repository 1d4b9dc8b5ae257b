package io.jianhu.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Records that wait for the writer, bounded by their bytes. */
final class Queue {

    /** A record and who waits for it. */
    record Waiting(byte[] record, CompletableFuture<Void> kept) {}

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicLong failures = new AtomicLong();
    private long bytes;
    private boolean closed;

    Queue(long capacity) {
        this.capacity = capacity;
    }

    CompletableFuture<Void> add(byte[] record) {
        lock.lock();
        try {
            if (closed) {
                return refuse("journal: closed");
            }
            if (record.length > Checked.LONGEST) {
                return refuse(
                        "journal: a record of " + record.length + " bytes (expected: at most " + Checked.LONGEST + ")");
            }
            if (bytes + record.length > capacity && !waiting.isEmpty()) {
                return refuse("journal: " + bytes + " bytes wait to be written (expected: at most " + capacity + ")");
            }
            CompletableFuture<Void> kept = new CompletableFuture<>();
            waiting.add(new Waiting(record, kept));
            bytes += record.length;
            filled.signal();
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes everything that waits, or the first record only, in the order it came; nothing when nothing came in the
     * time given or the queue is closed and empty.
     */
    List<Waiting> take(boolean single, long nanoseconds) throws InterruptedException {
        lock.lock();
        try {
            long left = nanoseconds;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = filled.awaitNanos(left);
            }
            List<Waiting> taken = new ArrayList<>(single ? 1 : waiting.size());
            while (!waiting.isEmpty() && !(single && !taken.isEmpty())) {
                Waiting next = waiting.remove();
                bytes -= next.record().length;
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Fails everything that waits. */
    void drain(String why) {
        List<Waiting> lost;
        lock.lock();
        try {
            lost = new ArrayList<>(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        fail(lost, why);
    }

    void fail(List<Waiting> lost, String why) {
        NotKept reason = new NotKept(why);
        failures.addAndGet(lost.size());
        lost.forEach(each -> each.kept().completeExceptionally(reason));
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    boolean isDone() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long failures() {
        return failures.get();
    }

    private CompletableFuture<Void> refuse(String why) {
        failures.incrementAndGet();
        return CompletableFuture.failedFuture(new NotKept(why));
    }
}
