package io.jianhu.policy;

import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import java.util.List;
import java.util.Optional;

/**
 * A rule, the column where it begins, and everything that its guards and its rehearsal need.
 *
 * @param condition what it looks for beside the kinds of personal data it names
 */
record Draft(Rule rule, int column, Optional<Condition> condition, List<RuleTest> tests) {

    Draft {
        tests = List.copyOf(tests);
    }

    boolean reads(Side side) {
        return rule.stages().stream().anyMatch(stage -> stage.side() == side);
    }

    Optional<Clue> clue() {
        return condition.map(looked -> new Clue(rule.id(), rule.severity(), looked, rule.layers()));
    }
}
