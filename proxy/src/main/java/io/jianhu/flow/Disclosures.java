package io.jianhu.flow;

import io.jianhu.chat.RobotId;
import io.jianhu.disclose.Disclosure;
import io.jianhu.disclose.Notices;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the robots of one edition tell that a machine speaks, each worded once. Safe for use by many threads. */
final class Disclosures {

    private final Notices notices;
    private final Registry registry;
    private final Map<RobotId, Disclosure> worded = new ConcurrentHashMap<>();

    Disclosures(Notices notices, Registry registry) {
        this.notices = notices;
        this.registry = registry;
    }

    Disclosure of(Robot robot) {
        return worded.computeIfAbsent(robot.id(), id -> Disclosure.of(notices, registry.noticeValues(robot)));
    }
}
