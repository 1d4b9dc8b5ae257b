package io.jianhu.admin;

import io.jianhu.chat.RobotId;
import io.jianhu.robot.Registry;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who may act for which robot. A guardian does for the robots whose files name him, while he is registered and his
 * training counts; a senior guardian and an admin do for every robot.
 */
record Roster(Supplier<Registry> registry, InstantSource clock) {

    /** For the record: the operator is not the robot's guardian. */
    static final String NOT_ASSIGNED = "not-assigned";

    private static final Set<OperatorRole> EVERYWHERE = Set.of(OperatorRole.SENIOR_GUARDIAN);

    boolean mayActFor(RobotId id, Account account) {
        if (account.mayBeOneOf(EVERYWHERE)) {
            return true;
        }
        Registry now = registry.get();
        return account.guardian()
                .flatMap(guardian -> now.robot(id).filter(robot -> now.isGuardian(guardian, robot, clock.instant())))
                .isPresent();
    }

    static Refusal refusal() {
        return new Refusal(
                403, NOT_ASSIGNED, "account (expected: a guardian of this robot, who is registered and trained)");
    }
}
