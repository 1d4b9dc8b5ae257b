package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Unkept;
import io.jianhu.robot.Robot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices a model that calls itself something else than the assessed one does: whoever runs it may have put another in
 * its place. It is told once of each name.
 */
final class Drift {

    private static final int MOST_NAMES = 1000;

    private final Brakes brakes;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Drift(Brakes brakes) {
        this.brakes = brakes;
    }

    /**
     * Looks at the name a model gave itself in an answer, and brakes its robot where its file says so.
     *
     * @return what is to be put on record, if it is news
     */
    Optional<Event> seen(Robot robot, String name, Instant now) {
        boolean covered =
                robot.assessment().map(assessed -> assessed.covers(name)).orElse(true);
        if (covered) {
            return Optional.empty();
        }
        if (robot.policy().drift() == Robot.Conduct.Drift.SUSPEND) {
            brake(robot, name);
        }
        boolean news = told.size() < MOST_NAMES && told.add(robot.id() + " " + name);
        return news
                ? Optional.of(new Event.Acted(now, "jianhu", "model-drift", robot.id() + " " + name))
                : Optional.empty();
    }

    private void brake(Robot robot, String name) {
        try {
            brakes.brake(robot.id(), "jianhu", "the model calls itself " + name);
        } catch (Unkept works) {
            // The brake works all the same, and the next answer brakes again after a restart.
        }
    }
}
