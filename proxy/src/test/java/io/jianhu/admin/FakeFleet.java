package io.jianhu.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two fictional robots with brakes. */
final class FakeFleet implements Fleet {

    private final List<Robot> robots = new ArrayList<>(List.of(
            new Robot(
                    "FT-001",
                    "小福",
                    "虚构市政务服务和数据管理局",
                    "consultation",
                    "L1",
                    "on-duty",
                    List.of("g-001", "g-002"),
                    Optional.empty()),
            new Robot("FT-002", "小办", "虚构市市场监督管理局", "handling", "L2", "on-duty", List.of("g-001"), Optional.empty())));

    @Override
    public synchronized List<Robot> list() {
        return List.copyOf(robots);
    }

    @Override
    public void brake(String robot, String by, String reason) {
        set(robot, Optional.of(new Brake(by, House.MORNING, reason)));
    }

    @Override
    public void release(String robot, String by, String reason) {
        set(robot, Optional.empty());
    }

    private synchronized void set(String id, Optional<Brake> brake) {
        robots.replaceAll(it -> it.id().equals(id)
                ? new Robot(
                        it.id(), it.name(), it.department(), it.type(), it.level(), it.status(), it.guardians(), brake)
                : it);
    }
}
