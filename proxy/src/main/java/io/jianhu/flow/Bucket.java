package io.jianhu.flow;

import java.time.Duration;
import java.util.Optional;

/** A token bucket that holds one second's worth. Used under its owner's lock. */
final class Bucket {

    private double tokens = -1;
    private long filled;

    /**
     * Takes a token.
     *
     * @param perSecond how many there are in a second; 0 for as many as are asked for
     * @param now nanoseconds of a clock that only goes forward
     * @return empty when it was there; else how long until the next one is
     */
    Optional<Duration> take(int perSecond, long now) {
        if (perSecond == 0) {
            return Optional.empty();
        }
        tokens = tokens < 0 ? perSecond : Math.min(perSecond, tokens + (now - filled) * 1e-9 * perSecond);
        filled = now;
        if (tokens < 1) {
            return Optional.of(Duration.ofNanos((long) ((1 - tokens) / perSecond * 1e9)));
        }
        tokens--;
        return Optional.empty();
    }
}
