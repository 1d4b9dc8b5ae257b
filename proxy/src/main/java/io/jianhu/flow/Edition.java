package io.jianhu.flow;

import io.jianhu.chat.RobotId;
import io.jianhu.disclose.Disclosure;
import io.jianhu.disclose.Notices;
import io.jianhu.policy.Rulebook;
import io.jianhu.robot.Admission;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything people have written that is in force at one moment. A request keeps the edition it began with. Safe for
 * use by many threads.
 */
public final class Edition {

    private static final String SUCCEEDED = "off-duty.succeeded";

    private final String revision;
    private final Rulebook rulebook;
    private final Notices notices;
    private final Registry registry;

    /** How each robot tells that a machine speaks, worded once. */
    private final Map<RobotId, Disclosure> disclosures = new ConcurrentHashMap<>();

    public Edition(String revision, Rulebook rulebook, Notices notices, Registry registry) {
        this.revision = revision;
        this.rulebook = rulebook;
        this.notices = notices;
        this.registry = registry;
    }

    public String revision() {
        return revision;
    }

    public Rulebook rulebook() {
        return rulebook;
    }

    public Notices notices() {
        return notices;
    }

    public Registry registry() {
        return registry;
    }

    /** What a citizen is told of a robot that is off duty; where another has taken over, that it has. */
    String offDutyNotice(Admission.OffDuty off) {
        boolean succeeded =
                registry.successor(off.robot()).isPresent() && notices.ids().contains(SUCCEEDED);
        return succeeded ? SUCCEEDED : "off-duty." + off.reason();
    }

    /** How a robot of this edition tells that a machine speaks. */
    Disclosure disclosure(Robot robot) {
        return disclosures.computeIfAbsent(robot.id(), id -> Disclosure.of(notices, registry.noticeValues(robot)));
    }
}
