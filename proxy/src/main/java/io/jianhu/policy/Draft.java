package io.jianhu.policy;

import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Matcher;
import java.util.List;

/** A rule, the column where it begins, and everything that its guards and its rehearsal need. */
record Draft(Rule rule, int column, List<Matcher> any, List<Matcher> unless, List<RuleTest> tests) {

    Draft {
        any = List.copyOf(any);
        unless = List.copyOf(unless);
        tests = List.copyOf(tests);
    }

    boolean reads(Side side) {
        return rule.stages().stream().anyMatch(stage -> stage.side() == side);
    }

    Clue clue() {
        return new Clue(rule.id(), rule.severity(), any, unless);
    }
}
