package io.jianhu.flow;

import io.jianhu.disclose.Disclosure;
import io.jianhu.disclose.Notices;
import io.jianhu.policy.Rulebook;
import io.jianhu.robot.Admission;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;

/** Everything people have written that is in force at one moment. A request keeps the edition it began with. */
public record Edition(String revision, Rulebook rulebook, Notices notices, Registry registry, Disclosures disclosures) {

    private static final String SUCCEEDED = "off-duty.succeeded";

    public Edition(String revision, Rulebook rulebook, Notices notices, Registry registry) {
        this(revision, rulebook, notices, registry, new Disclosures(notices, registry));
    }

    /** What a citizen is told of a robot that is off duty; where another has taken over, that it has. */
    String offDutyNotice(Admission.OffDuty off) {
        boolean succeeded =
                registry.successor(off.robot()).isPresent() && notices.ids().contains(SUCCEEDED);
        return succeeded ? SUCCEEDED : "off-duty." + off.reason();
    }

    /** How a robot tells that a machine speaks. */
    Disclosure disclosure(Robot robot) {
        return disclosures.of(robot);
    }
}
