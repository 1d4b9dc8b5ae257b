package io.jianhu.flow;

import java.util.Optional;
import java.util.function.LongSupplier;

/** The leave of one exchange to run. */
final class Pass {

    private final Optional<Elastic> elastic;
    private final LongSupplier nanoTime;
    private final Runnable leave;
    private long asked;
    private boolean waiting;

    /** @param elastic learns how long the first words take, where the robot wants it to */
    Pass(Optional<Elastic> elastic, LongSupplier nanoTime, Runnable leave) {
        this.elastic = elastic;
        this.nanoTime = nanoTime;
        this.leave = leave;
    }

    /** The model is about to be asked. */
    synchronized void asks(boolean stream) {
        waiting = stream;
        asked = nanoTime.getAsLong();
    }

    /** The model's first words have come. */
    synchronized void heard() {
        if (waiting) {
            waiting = false;
            long now = nanoTime.getAsLong();
            elastic.ifPresent(known -> known.sample(now - asked, now));
        }
    }

    /** The model has taken too long. */
    synchronized void lost() {
        if (waiting) {
            waiting = false;
            elastic.ifPresent(Elastic::lost);
        }
    }

    /** The exchange is over. */
    void leave() {
        leave.run();
    }
}
