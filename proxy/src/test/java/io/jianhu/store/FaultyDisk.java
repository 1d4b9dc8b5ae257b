package io.jianhu.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that can be told to fail. A write that fails has written half of its bytes. */
final class FaultyDisk implements Sink.Opener {

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger forces = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);

    void failWrites(int times) {
        writes.set(times);
    }

    void failForces(int times) {
        forces.set(times);
    }

    void hold() {
        held = new CountDownLatch(1);
    }

    void letGo() {
        held.countDown();
    }

    /** How many writes or forces were tried on a file after one had failed on it. */
    int forcesAfterFailure() {
        return retried.get();
    }

    @Override
    public Sink open(Path file) throws IOException {
        Sink sink = Sink.file(file);
        return new Sink() {
            private boolean dead;

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                count();
                if (bytes.hasRemaining() && take(writes)) {
                    dead = true;
                    sink.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
                    throw new IOException("No space left on device");
                }
                sink.write(bytes);
            }

            @Override
            public void force() throws IOException {
                count();
                try {
                    held.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                if (take(forces)) {
                    dead = true;
                    throw new IOException("Input/output error");
                }
                sink.force();
            }

            @Override
            public void truncate(long length) throws IOException {
                sink.truncate(length);
            }

            @Override
            public void close() throws IOException {
                sink.close();
            }

            private void count() {
                if (dead) {
                    retried.incrementAndGet();
                }
            }
        };
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(value -> Math.max(0, value - 1)) > 0;
    }
}
