package io.jianhu;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Help.Ansi;

/** How far a long work has come, on one line of a terminal; nothing where there is no terminal. */
final class Progress implements AutoCloseable {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final CountDownLatch closed = new CountDownLatch(1);

    private final AtomicInteger done = new AtomicInteger();

    private Progress() {}

    static Progress of(PrintWriter err, int all) {
        Progress progress = new Progress();
        if (Ansi.AUTO.enabled()) {
            Thread.ofVirtual().start(() -> progress.show(err, all));
        }
        return progress;
    }

    /** One more is done. */
    void step() {
        done.incrementAndGet();
    }

    private void show(PrintWriter err, int all) {
        try {
            while (!closed.await(EVERY, TimeUnit.NANOSECONDS)) {
                err.printf("\r%d of %d", done.get(), all);
                err.flush();
            }
            err.print("\r\u001B[K");
            err.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
