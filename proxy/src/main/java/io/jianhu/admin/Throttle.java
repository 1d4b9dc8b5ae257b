package io.jianhu.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down whoever fails again and again: after some free attempts each failure doubles the wait. */
final class Throttle {

    private static final int MOST = 10_000;

    private record Failures(int count, Instant until) {}

    private final InstantSource clock;
    private final int free;
    private final Duration longest;
    private final Map<String, Failures> records = new LinkedHashMap<>();

    /**
     * @param free the failures that cost no wait
     * @param longest the longest wait, and how long a failure is remembered after its wait
     */
    Throttle(InstantSource clock, int free, Duration longest) {
        this.clock = clock;
        this.free = free;
        this.longest = longest;
    }

    /** How long this one still has to wait; zero when it need not. */
    synchronized Duration wait(String who) {
        Failures record = records.get(who);
        if (record == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), record.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String who) {
        Instant now = clock.instant();
        records.values().removeIf(record -> record.until().plus(longest).isBefore(now));
        Failures before = records.remove(who);
        int failures = before == null ? 1 : before.count() + 1;
        if (records.size() >= MOST) {
            records.remove(records.keySet().iterator().next());
        }
        records.put(who, new Failures(failures, now.plus(delay(failures))));
    }

    synchronized void succeeded(String who) {
        records.remove(who);
    }

    private Duration delay(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(failures - free, 20));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
