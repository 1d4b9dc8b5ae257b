package io.jianhu;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts on record which robots a change of the policy moved to another status, brought in or took away. */
final class StatusRecord implements Consumer<Event.Reloaded> {

    /** In the place of a status: the robot was not there, or is no longer. */
    private static final String NONE = "none";

    private final Supplier<Registry> registry;
    private final Consumer<Event> record;
    private Map<RobotId, String> before;

    /** @param registry what is in force, also while a change is told of */
    StatusRecord(Supplier<Registry> registry, Consumer<Event> record) {
        this.registry = registry;
        this.record = record;
        this.before = statuses(registry.get());
    }

    @Override
    public synchronized void accept(Event.Reloaded change) {
        if (!change.accepted()) {
            return;
        }
        Map<RobotId, String> now = statuses(registry.get());
        Map<RobotId, String> all = new LinkedHashMap<>(before);
        all.putAll(now);
        for (String robot :
                new TreeSet<>(all.keySet().stream().map(RobotId::value).toList())) {
            RobotId id = new RobotId(robot);
            String was = before.getOrDefault(id, NONE);
            String is = now.getOrDefault(id, NONE);
            if (!Objects.equals(was, is)) {
                record.accept(new Event.Acted(
                        change.at(), "policy " + change.revision(), "robot-status", id + " " + was + " → " + is));
            }
        }
        before = now;
    }

    private static Map<RobotId, String> statuses(Registry registry) {
        Map<RobotId, String> statuses = new LinkedHashMap<>();
        for (Robot robot : registry.robots()) {
            statuses.put(robot.id(), Lifecycle.word(robot.status()));
        }
        return statuses;
    }
}
