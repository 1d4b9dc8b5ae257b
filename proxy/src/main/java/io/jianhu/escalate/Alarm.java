package io.jianhu.escalate;

import io.jianhu.chat.RobotId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what robots are caught at, each for itself, and says when it is too much in too short a time. */
public final class Alarm {

    private final Map<RobotId, Deque<Instant>> moments = new ConcurrentHashMap<>();

    /**
     * Counts one more.
     *
     * @param limit so many are too many, 1 or more
     * @param within the time in which they are
     * @return whether it is too much now; then counting begins anew
     */
    public boolean rings(RobotId robot, int limit, Duration within, Instant now) {
        Deque<Instant> counted = moments.computeIfAbsent(robot, first -> new ArrayDeque<>());
        synchronized (counted) {
            counted.addLast(now);
            while (counted.size() > limit || counted.getFirst().isBefore(now.minus(within))) {
                counted.removeFirst();
            }
            if (counted.size() < limit) {
                return false;
            }
            counted.clear();
            return true;
        }
    }
}
