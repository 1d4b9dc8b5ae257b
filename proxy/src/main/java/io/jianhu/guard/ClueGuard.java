package io.jianhu.guard;

import io.jianhu.chat.Side;

/** Looks for all that a plan says in one pass. */
final class ClueGuard implements Guard {

    final Plan plan;

    final Gate gate;

    ClueGuard(Plan plan) {
        this.plan = plan;
        gate = new Gate(plan.expressions());
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(this, side);
    }
}
