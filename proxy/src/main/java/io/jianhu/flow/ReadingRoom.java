package io.jianhu.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Where questions are read. A short one is read at once, on the thread that brings it. A long one takes much time, in
 * which a virtual thread would leave its carrier to nobody, and many times its bytes in memory: only a few are read at
 * once, each from its bytes to its hearing, in the order in which they came, on threads of their own that the system lets
 * take turns with all others.
 */
public final class ReadingRoom implements AutoCloseable {

    /** Up to so many bytes a question is short. */
    private static final int SHORT = 16 << 10;

    private final Duration patience;
    private final Consumer<String> shed;
    private final ExecutorService threads;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param seats how many long questions are read at once
     * @param patience how long one waits for its turn
     * @param shed counts what is turned away, by a bounded word
     */
    public ReadingRoom(int seats, Duration patience, Consumer<String> shed) {
        this.free = seats;
        this.patience = patience;
        this.shed = shed;
        // As many threads as seats: also a reading whose exchange is gone has its turn to the end.
        threads = Executors.newFixedThreadPool(
                Math.max(1, seats),
                Thread.ofPlatform().name("reading-", 0).daemon().factory());
    }

    /** Something that is done with a question. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws Rejected;
    }

    /** A place to read one question, until it is closed. */
    final class Seat implements AutoCloseable {
        private final boolean isLong;

        private Seat(boolean isLong) {
            this.isLong = isLong;
        }

        /**
         * Reads, and waits for it.
         *
         * @throws Rejected when the reading says so
         */
        <T> T read(Reading<T> reading) throws Rejected, InterruptedException {
            return isLong ? await(reading, threads) : reading.read();
        }

        @Override
        public void close() {
            if (isLong) {
                release();
            }
        }
    }

    /**
     * Waits for a seat.
     *
     * @throws Rejected when there was none in time, or the client did not wait for it
     */
    Seat seat(Call call) throws Rejected, InterruptedException {
        if (call.size() <= SHORT) {
            return new Seat(false);
        }
        CompletableFuture<Void> turn = ask();
        boolean seated = false;
        try {
            CompletableFuture.anyOf(turn, call.gone()).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            seated = !call.gone().isDone();
        } catch (TimeoutException e) {
            shed.accept("reading");
            throw new Rejected(503, "reading", Rejected.BUSY, patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither of the two fails", e);
        } finally {
            if (!seated && !turn.cancel(false)) {
                release();
            }
        }
        if (!seated) {
            throw new Rejected(0, "client-gone", "the client is gone");
        }
        return new Seat(true);
    }

    private synchronized CompletableFuture<Void> ask() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (free > 0) {
            free--;
            turn.complete(null);
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    private synchronized void release() {
        CompletableFuture<Void> next = waiting.poll();
        while (next != null && !next.complete(null)) { // who does not wait any more is passed over
            next = waiting.poll();
        }
        if (next == null) {
            free++;
        }
    }

    private static <T> T await(Reading<T> reading, Executor threads) throws Rejected, InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                done.complete(reading.read());
            } catch (Rejected | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
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
