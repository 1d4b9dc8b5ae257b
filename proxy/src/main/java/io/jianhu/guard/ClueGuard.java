package io.jianhu.guard;

import io.jianhu.chat.Side;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for all that a plan says in one pass. */
final class ClueGuard implements Guard {

    final Plan plan;

    final Gate gate;

    private final Set<String> rules;

    ClueGuard(Plan plan) {
        this.plan = plan;
        gate = new Gate(plan.expressions());
        rules = plan.clues().stream().map(Clue::rule).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean mayFind(String rule) {
        return rules.contains(rule);
    }

    @Override
    public Watch watch(Side side) {
        return new Pages(Map.of(plan.spelling(), List.of(this)), side);
    }
}
