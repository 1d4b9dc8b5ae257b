package io.jianhu.net;

import io.jianhu.flow.Departures;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many exchanges and bytes are in the house, how many may be, and whether it is closing. */
final class Traffic {

    private final int most;
    private final long mostBytes;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Thread> pages = ConcurrentHashMap.newKeySet();
    private final Departures departures = new Departures(System::nanoTime);
    private volatile Memory.Level memory = Memory.Level.CALM;
    private volatile boolean draining;
    private volatile boolean closed;

    /**
     * @param most how many exchanges may run at once
     * @param mostBytes how many bytes of bodies may be in the house at once
     */
    Traffic(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** False when the house is full. */
    boolean enter() {
        if (running.incrementAndGet() <= most) {
            return true;
        }
        gone();
        return false;
    }

    void leave() {
        departures.left();
        gone();
    }

    private void gone() {
        if (running.decrementAndGet() == 0) {
            wake();
        }
    }

    /** How long until an exchange leaves, as far as can be told. */
    Duration untilNext() {
        return departures.untilNext();
    }

    int running() {
        return running.get();
    }

    /** Takes in more bytes of a body; false, and none are taken in, when there is no room for them. */
    boolean hold(int more) {
        if (bytes.addAndGet(more) <= mostBytes) {
            return true;
        }
        release(more);
        return false;
    }

    void release(long fewer) {
        bytes.addAndGet(-fewer);
    }

    /** How many bytes of bodies are in the house. */
    long bytes() {
        return bytes.get();
    }

    /** How scarce memory is for who comes now. */
    Memory.Level memory() {
        return memory;
    }

    void memory(Memory.Level level) {
        memory = level;
    }

    /** A page is about to be served on a thread. */
    void serves(Thread page) {
        pages.add(page);
        if (closed) {
            page.interrupt();
        }
    }

    void served(Thread page) {
        pages.remove(page);
        if (pages.isEmpty()) {
            wake();
        }
    }

    boolean draining() {
        return draining;
    }

    /** From now on every answer closes its connection. */
    void drain() {
        draining = true;
    }

    /** From now on no page waits for news: who waits for some is let go. */
    void endPages() {
        closed = true;
        pages.forEach(Thread::interrupt);
    }

    private void wake() {
        if (draining) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private boolean busy() {
        return running.get() > 0 || !pages.isEmpty();
    }

    /** Waits until nothing runs, at most so long; true when nothing does. */
    synchronized boolean awaitEmpty(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (busy()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
