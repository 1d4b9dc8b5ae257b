package io.jianhu.loadtest.crowd;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who asked for a stream and still has it, who was refused, and what has come. */
public final class Attendance {

    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger pieces = new AtomicInteger();

    /** One of them. Used by one thread. */
    final class Seat {

        private boolean answered;
        private boolean good;

        boolean isAnswered() {
            return answered;
        }

        void answer(boolean with200) {
            answered = true;
            good = with200;
            (good ? listening : refused).incrementAndGet();
        }

        void hear() {
            pieces.incrementAndGet();
        }

        void leave() {
            if (good) {
                listening.decrementAndGet();
            } else if (!answered) {
                refused.incrementAndGet();
            }
            good = false;
            answered = true;
        }
    }

    Seat seat() {
        return new Seat();
    }

    /** How many streams have begun with 200 and are still open. */
    public int listening() {
        return listening.get();
    }

    /** How many asked for a stream and got none. */
    int refused() {
        return refused.get();
    }

    /** How many have got an answer, of whatever kind, or lost their connection. */
    int settled() {
        return listening() + refused();
    }

    /** How many pieces of streams have come. */
    public int pieces() {
        return pieces.get();
    }
}
