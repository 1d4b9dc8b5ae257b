package io.jianhu.flow;

import io.jianhu.mask.Privacy;
import io.jianhu.robot.Robot;

/** What a robot's file says about personal data, in the mask's terms. */
final class Treatment {

    private Treatment() {}

    static Privacy of(Robot robot) {
        Robot.Privacy own = robot.privacy();
        return new Privacy(
                own.keep(),
                own.known(),
                own.surrogates() ? Privacy.Style.SURROGATES : Privacy.Style.MARKS,
                own.reasoning());
    }
}
