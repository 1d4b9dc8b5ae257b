package io.jianhu.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jianhu.chat.RobotId;
import io.jianhu.wire.Server;
import java.time.Duration;

/**
 * Which tongues the models' servers turned out not to speak, though their kind does: many that call themselves OpenAI's
 * know chat completions only. Forgotten after a while, since servers learn.
 */
final class Absences {

    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<Absence, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    private record Absence(RobotId robot, String tongue) {}

    /** The server of a robot's model without a tongue that it did not speak lately. */
    Server left(RobotId robot, Server server, String tongue) {
        return known.getIfPresent(new Absence(robot, tongue)) == null ? server : server.without(tongue);
    }

    void note(RobotId robot, String tongue) {
        known.put(new Absence(robot, tongue), true);
    }
}
