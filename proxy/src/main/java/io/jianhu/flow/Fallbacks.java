package io.jianhu.flow;

import io.jianhu.chat.Exchange;
import io.jianhu.robot.Robot;
import java.util.Optional;

/** What stands in for a robot's model that does not answer: another robot's model, a notice, or nothing. */
final class Fallbacks {

    private Fallbacks() {}

    /**
     * Asks the robot's model and, while those that are asked fail before they have said anything, the one that stands in
     * for the last. The rules are the robot's own, whoever's model answers.
     */
    static Outcome relay(Turn turn, Exchange exchange, Answer answer) throws Rejected, InterruptedException {
        Robot asked = turn.robot();
        Optional<Keeping> keeping = Keeping.of(turn, exchange);
        while (true) {
            Outcome outcome = turn.call().relay(exchange, asked, answer, keeping);
            Optional<Robot> other = after(turn, asked);
            if (other.isEmpty() || !(outcome instanceof Outcome.UpstreamFailed failed) || failed.heard()) {
                return outcome;
            }
            asked = other.get();
            keeping = Optional.empty(); // what another's model says is not this one's answer
        }
    }

    /** Whether the last that could be asked is followed by the notice, as an ordinary answer. */
    static boolean isNotice(Turn turn) {
        Robot last = turn.robot();
        for (Optional<Robot> next = after(turn, last); next.isPresent(); next = after(turn, last)) {
            last = next.get();
        }
        return last.upstream()
                .fallback()
                .filter(Robot.Fallback.Notice.class::isInstance)
                .isPresent();
    }

    private static Optional<Robot> after(Turn turn, Robot robot) {
        return robot.upstream()
                .fallback()
                .filter(Robot.Fallback.Other.class::isInstance)
                .flatMap(other -> turn.edition().registry().robot(((Robot.Fallback.Other) other).robot()));
    }
}
