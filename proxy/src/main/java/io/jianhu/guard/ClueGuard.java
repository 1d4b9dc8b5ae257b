package io.jianhu.guard;

import io.jianhu.chat.Side;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Looks for all that a plan says in one pass. */
final class ClueGuard implements Guard {

    private static final int CHARACTERS = 0x10000;

    final Plan plan;

    /** For each character the numbers of the expressions that may begin with it, filled as characters are met. */
    private final AtomicReferenceArray<int[]> gate;

    private final int[] all;

    ClueGuard(Plan plan) {
        this.plan = plan;
        gate = new AtomicReferenceArray<>(plan.expressions().isEmpty() ? 0 : CHARACTERS);
        all = IntStream.range(0, plan.expressions().size()).toArray();
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(this, side);
    }

    /** The numbers, in order, of the expressions that may begin with a code point; not to be written to. */
    int[] beginners(int codePoint) {
        if (all.length == 0 || codePoint >= CHARACTERS) {
            return all;
        }
        int[] known = gate.getAcquire(codePoint);
        if (known == null) {
            known = IntStream.of(all)
                    .filter(number ->
                            plan.expressions().get(number).expression().mayBegin(codePoint))
                    .toArray();
            gate.setRelease(codePoint, known);
        }
        return known;
    }
}
