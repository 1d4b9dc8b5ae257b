package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Unkept;
import io.jianhu.robot.Robot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Notices a model that calls itself, or its configuration, something else than the assessed one does: whoever runs it may
 * have put another in its place. It is told once of each name.
 */
final class Drift {

    private static final int MOST_NAMES = 1000;

    private final Brakes brakes;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The robots whose last answer came from another model. */
    private final Set<RobotId> drifted = ConcurrentHashMap.newKeySet();

    Drift(Brakes brakes) {
        this.brakes = brakes;
    }

    /**
     * Looks at the names a model gave itself in an answer, and brakes its robot where its file says so.
     *
     * @param model the names as the upstream wrote them
     * @param excerpt makes a name fit for records
     * @return what is to be put on record, as far as it is news
     */
    List<Event> seen(Robot robot, Outcome.Timing model, UnaryOperator<String> excerpt, Instant now) {
        if (robot.assessment().isEmpty()) {
            return List.of();
        }
        Robot.Assessment assessed = robot.assessment().get();
        boolean same = assessed.covers(model.model()) && assessed.bears(model.fingerprint());
        if (same) {
            drifted.remove(robot.id());
            return List.of();
        }
        drifted.add(robot.id());
        List<Event> news = new ArrayList<>();
        if (!assessed.covers(model.model())) {
            String name = excerpt.apply(model.model());
            news.addAll(strange(robot, "the model calls itself " + name, name, now));
        }
        if (!assessed.bears(model.fingerprint())) {
            String name = excerpt.apply(model.fingerprint());
            news.addAll(strange(robot, "the model's fingerprint is " + name, "fingerprint " + name, now));
        }
        return news;
    }

    /** The level up to which rules are recorded for a robot now. */
    int watch(Robot robot) {
        boolean shadowed = robot.policy().drift() == Robot.Conduct.Drift.SHADOW && drifted.contains(robot.id());
        return shadowed ? Robot.Conduct.STRICTEST : robot.policy().watch();
    }

    private List<Event> strange(Robot robot, String reason, String what, Instant now) {
        if (robot.policy().drift() == Robot.Conduct.Drift.SUSPEND) {
            brake(robot, reason);
        }
        boolean news = told.size() < MOST_NAMES && told.add(robot.id() + " " + what);
        return news ? List.of(new Event.Acted(now, "jianhu", "model-drift", robot.id() + " " + what)) : List.of();
    }

    private void brake(Robot robot, String reason) {
        try {
            brakes.brake(robot.id(), "jianhu", reason);
        } catch (Unkept works) {
            // The brake works all the same, and the next answer brakes again after a restart.
        }
    }
}
