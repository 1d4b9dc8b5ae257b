package io.jianhu.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Records that wait for the writer, bounded by their bytes. Those that nobody waits for gather, to be written together. */
final class Queue {

    /** A record and what is told when it is kept. */
    record Waiting(byte[] record, CompletableFuture<Void> kept) {}

    private final long capacity;
    private final long gathering;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicLong failures = new AtomicLong();
    private long bytes;
    private boolean pressing;
    private boolean closed;

    /**
     * @param capacity in bytes
     * @param gathering how long the first record that nobody waits for gathers others, in nanoseconds
     */
    Queue(long capacity, long gathering) {
        this.capacity = capacity;
        this.gathering = gathering;
    }

    /** @param presses whether somebody waits for the record */
    CompletableFuture<Void> add(byte[] record, boolean presses) {
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
            pressing |= presses || bytes > capacity / 2;
            if (pressing || waiting.size() == 1) {
                filled.signal();
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes everything that waits, or the first record only, in the order it came; nothing when nothing came in the
     * time given or the queue is closed and empty. Everything is taken as soon as somebody waits for one of it, or has
     * gathered long enough.
     */
    List<Waiting> take(boolean single, long nanoseconds) throws InterruptedException {
        lock.lock();
        try {
            long left = nanoseconds;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = filled.awaitNanos(left);
            }
            long more = single || waiting.isEmpty() ? 0 : gathering;
            while (!pressing && !closed && more > 0) {
                more = filled.awaitNanos(more);
            }
            List<Waiting> taken = new ArrayList<>(single ? 1 : waiting.size());
            while (!waiting.isEmpty() && !(single && !taken.isEmpty())) {
                Waiting next = waiting.remove();
                bytes -= next.record().length;
                taken.add(next);
            }
            pressing &= single;
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
