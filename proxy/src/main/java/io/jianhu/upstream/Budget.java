package io.jianhu.upstream;

import java.time.InstantSource;

/**
 * How many second attempts there may be, so that a failing model is not buried under them: a fifth of the calls, and ten
 * a second where there are few. Used under the lock of its fleet.
 */
final class Budget {

    private static final double SHARE = 0.2;
    private static final double MOST_SAVED = 100;
    private static final double PER_SECOND = 10;

    private final InstantSource clock;
    private double saved;
    private double reserve = PER_SECOND;
    private long filled;

    Budget(InstantSource clock) {
        this.clock = clock;
        this.filled = clock.millis();
    }

    /** A call has been made. */
    void called() {
        saved = Math.min(MOST_SAVED, saved + SHARE);
    }

    /** Takes one more attempt from the budget; false when there is none left. */
    boolean take() {
        long now = clock.millis();
        reserve = Math.min(PER_SECOND, reserve + Math.max(0, now - filled) * PER_SECOND / 1000);
        filled = now;
        if (saved >= 1) {
            saved--;
            return true;
        }
        if (reserve >= 1) {
            reserve--;
            return true;
        }
        return false;
    }
}
