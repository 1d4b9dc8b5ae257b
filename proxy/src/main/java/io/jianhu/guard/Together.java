package io.jianhu.guard;

import io.jianhu.chat.Side;
import java.util.List;

/** Guards that read a text once, together. They find what each finds by itself, and settle what all have settled. */
record Together(List<ClueGuard> guards) implements Guard {

    Together {
        guards = List.copyOf(guards);
    }

    @Override
    public boolean mayFind(String rule) {
        return guards.stream().anyMatch(guard -> guard.mayFind(rule));
    }

    @Override
    public Watch watch(Side side) {
        return new Pages(guards, side);
    }
}
