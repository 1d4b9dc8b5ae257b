package io.jianhu.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many exchanges run, how many may, and whether the house is closing. */
final class Traffic {

    private final int most;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean draining;

    Traffic(int most) {
        this.most = most;
    }

    /** False when the house is full. */
    boolean enter() {
        if (running.incrementAndGet() <= most) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (running.decrementAndGet() == 0 && draining) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int running() {
        return running.get();
    }

    boolean draining() {
        return draining;
    }

    /** From now on every answer closes its connection. */
    void drain() {
        draining = true;
    }

    /** Waits until nothing runs, at most so long; true when nothing does. */
    synchronized boolean awaitEmpty(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (running.get() > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
