package io.jianhu.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where questions are read. A short one is read at once, on the thread that brings it. A long one takes much time, in
 * which a virtual thread would leave its carrier to nobody, and many times its bytes in memory: only a few are read at
 * once, on threads of their own that the system lets take turns with all others, in the order in which they came.
 */
public final class ReadingRoom implements AutoCloseable {

    /** Up to so many bytes a question is short; the worst of them take some hundredths of a second. */
    private static final int SHORT = 16 << 10;

    private final Semaphore seats;
    private final Duration patience;
    private final Consumer<String> shed;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("reading-", 0).daemon().factory());

    /**
     * @param seats how many long questions are read at once, 1 or more
     * @param patience how long one waits for its turn
     * @param shed counts what is turned away, by a bounded word
     */
    public ReadingRoom(int seats, Duration patience, Consumer<String> shed) {
        this.seats = new Semaphore(seats, true);
        this.patience = patience;
        this.shed = shed;
    }

    /** Something that is done with a question. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws Rejected;
    }

    /**
     * Reads, and waits for it.
     *
     * @param bytes of the request
     * @throws Rejected when the reading says so, or when there was no seat in time
     */
    <T> T read(int bytes, Reading<T> reading) throws Rejected, InterruptedException {
        if (bytes <= SHORT) {
            return reading.read();
        }
        if (!seats.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            shed.accept("reading");
            throw new Rejected(503, "reading", Rejected.BUSY, patience);
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                done.complete(reading.read());
            } catch (Rejected | RuntimeException | Error e) {
                done.completeExceptionally(e);
            } finally {
                seats.release();
            }
        });
        return await(done);
    }

    private static <T> T await(CompletableFuture<T> done) throws Rejected, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Rejected why) {
                throw why;
            }
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException("a reading broke", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
