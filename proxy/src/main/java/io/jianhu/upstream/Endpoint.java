package io.jianhu.upstream;

import java.net.URI;
import java.time.Duration;

/**
 * How one address of a model does. After five failures in a row it is ejected for a while, the longer the more often;
 * then one call tries it, and decides. Used under the lock of its fleet.
 */
final class Endpoint {

    static final int FAILURES = 5;
    static final Duration EJECTION = Duration.ofSeconds(30);
    private static final int LONGEST = 10;

    private final URI url;
    private int inflight;
    private int failures;
    private int ejections;
    private boolean ejected;
    private boolean trial;
    private long until;
    private long used;

    Endpoint(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    int inflight() {
        return inflight;
    }

    boolean isEjected() {
        return ejected;
    }

    /** Whether it may be asked: it is well, or its time has come to be tried, by one call. */
    boolean isAsked(long now) {
        return !ejected || (now >= until && !trial);
    }

    /** Whether nobody has asked it for so long. */
    boolean isIdle(long now, Duration time) {
        return inflight == 0 && now - used >= time.toMillis();
    }

    void begin(long now) {
        inflight++;
        used = now;
        trial |= ejected;
    }

    void end() {
        inflight--;
        trial = false;
    }

    /** It answers, so that others may ask it too; one more failure ejects it again. */
    void readmit() {
        if (ejected) {
            ejected = false;
            trial = false;
            failures = FAILURES - 1;
        }
    }

    void succeeded(long now) {
        readmit();
        failures = 0;
        if (now - until > EJECTION.toMillis() * ejections) {
            ejections = 0;
        }
    }

    /** @param mayEject whether enough others are left */
    void failed(long now, boolean mayEject) {
        if (ejected && !trial) {
            return; // a call from before it was ejected
        }
        failures++;
        if (ejected || (failures >= FAILURES && mayEject)) {
            ejected = true;
            trial = false;
            ejections = Math.min(LONGEST, ejections + 1);
            until = now + EJECTION.toMillis() * ejections;
        }
    }
}
