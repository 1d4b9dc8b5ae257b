package io.jianhu.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
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
 * once, each from its bytes to its hearing, on threads of their own that the system lets take turns with all others. Clients
 * have seats in turn, however many questions one of them has waiting.
 */
public final class ReadingRoom implements AutoCloseable {

    /** The reason for which an exchange is turned away here. */
    public static final String SHED = "reading";

    /** Up to so many bytes a question is short. */
    private static final int SHORT = 16 << 10;

    private final Duration patience;
    private final Consumer<String> shed;
    private final ExecutorService threads;
    /** Who waits for a turn, by client; the client whose turn is next is the first. */
    private final SequencedMap<String, Deque<Wait>> waiting = new LinkedHashMap<>();

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

    /** Comes when a seat is free for who waits for it. */
    private static final class Wait {
        private final CompletableFuture<Void> come = new CompletableFuture<>();
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
     * @param client whose question it is
     * @throws Rejected when there was none in time, or the client did not wait for it
     */
    Seat seat(Call call, String client) throws Rejected, InterruptedException {
        if (call.size() <= SHORT) {
            return new Seat(false);
        }
        Wait wait = ask(client);
        boolean seated = false;
        try {
            CompletableFuture.anyOf(wait.come, call.gone()).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            seated = !call.gone().isDone();
        } catch (TimeoutException e) {
            shed.accept(SHED);
            throw new Rejected(503, SHED, Rejected.BUSY, patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither of the two fails", e);
        } finally {
            if (!seated && !withdraw(client, wait)) {
                release();
            }
        }
        if (!seated) {
            throw new Rejected(0, "client-gone", "the client is gone");
        }
        return new Seat(true);
    }

    private synchronized Wait ask(String client) {
        Wait wait = new Wait();
        if (free > 0) {
            free--;
            wait.come.complete(null);
        } else {
            waiting.computeIfAbsent(client, none -> new ArrayDeque<>()).add(wait);
        }
        return wait;
    }

    /** Leaves the line; false when the turn has come already. */
    private synchronized boolean withdraw(String client, Wait wait) {
        Deque<Wait> line = waiting.getOrDefault(client, new ArrayDeque<>());
        boolean waits = line.remove(wait);
        if (line.isEmpty()) {
            waiting.remove(client);
        }
        return waits;
    }

    private synchronized void release() {
        if (waiting.isEmpty()) {
            free++;
            return;
        }
        Map.Entry<String, Deque<Wait>> client = waiting.pollFirstEntry();
        client.getValue().remove().come.complete(null);
        if (!client.getValue().isEmpty()) {
            waiting.putLast(client.getKey(), client.getValue());
        }
    }

    /** How many questions wait for a seat. */
    public synchronized int waiting() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
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
