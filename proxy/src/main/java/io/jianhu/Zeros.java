package io.jianhu;

import io.jianhu.chat.Event;
import io.jianhu.chat.Side;
import io.jianhu.flow.Edition;
import io.jianhu.flow.Gate;
import io.jianhu.flow.ReadingRoom;
import io.jianhu.mask.Identifiers;
import io.jianhu.net.Rejects;
import io.jianhu.policy.Mode;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Stage;
import io.jianhu.release.Reloader;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.telemetry.Meters;
import io.jianhu.upstream.Models;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Shows what is counted before it is counted, as far as its labels are known beforehand: at zero, from the start. */
record Zeros(Meters meters, Models models, Reloader<Edition> reloader, InstantSource clock)
        implements Consumer<Event.Reloaded> {

    /** Of more robots than these, what has not happened is not shown: a scrape would be long and say nothing. */
    private static final int MOST_ROBOTS = 300;

    void hang() {
        Set<String> shed = new TreeSet<>(Rejects.SHED);
        shed.addAll(Gate.SHED);
        shed.add(ReadingRoom.SHED);
        meters.expectShed(shed);
        meters.expectRejected(Rejects.REJECTED);
        meters.expectMasked(Identifiers.kinds());
        show(reloader.current());
        reloader.tell(this);
    }

    @Override
    public void accept(Event.Reloaded change) {
        show(reloader.current());
    }

    private void show(Edition edition) {
        Registry registry = edition.registry();
        registry.robots().stream()
                .filter(robot -> registry.offDuty(robot, clock.instant()).isEmpty())
                .limit(MOST_ROBOTS)
                .forEach(this::show);
        edition.rulebook().rules().forEach(this::show);
    }

    private void show(Robot robot) {
        meters.expectRobot(robot.id().value(), robot.department());
        models.expect(robot);
    }

    private void show(Rule rule) {
        Set<Side> sides = rule.stages().stream().map(Stage::side).collect(Collectors.toSet());
        Set<Mode> modes = switch (rule.mode()) {
            case OFF -> Set.of();
            case SHADOW -> Set.of(Mode.SHADOW);
            case CANARY -> Set.of(Mode.CANARY, Mode.SHADOW);
            case ENFORCE -> Set.of(Mode.ENFORCE);
        };
        for (Side side : sides) {
            modes.forEach(mode -> meters.expectRule(rule.id(), side, mode.word()));
        }
    }
}
