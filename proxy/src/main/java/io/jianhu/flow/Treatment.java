package io.jianhu.flow;

import io.jianhu.mask.Privacy;
import io.jianhu.robot.Robot;
import java.util.HashSet;
import java.util.Set;

/** What a robot's file says about personal data, in the mask's terms. Its own name is nobody's secret. */
final class Treatment {

    private Treatment() {}

    static Privacy of(Robot robot) {
        Robot.Privacy own = robot.privacy();
        Set<String> known = new HashSet<>();
        own.known().forEach(open -> known.add(open.value()));
        known.add(robot.name());
        return new Privacy(
                own.keep(), known, own.surrogates() ? Privacy.Style.SURROGATES : Privacy.Style.MARKS, own.reasoning());
    }
}
