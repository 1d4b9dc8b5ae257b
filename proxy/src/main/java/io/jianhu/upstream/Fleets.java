package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The endpoints of every robot's model, and how they have done; what is known outlives a reload of the robot's file. */
public final class Fleets {

    private final Map<String, Fleet> fleets = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Upstreams upstreams;

    public Fleets(InstantSource clock, Upstreams upstreams) {
        this.clock = clock;
        this.upstreams = upstreams;
    }

    Fleet of(Robot robot) {
        return fleets.computeIfAbsent(robot.id().value(), id -> {
            Fleet fleet = new Fleet(id, clock, new Random());
            upstreams.met(fleet);
            return fleet;
        });
    }
}
