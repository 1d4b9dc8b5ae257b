package io.jianhu.guard;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The joins of one reading. One that is inside another is settled first. */
final class Joins {

    private final List<JoinPlan> plans;
    private final BiConsumer<Use, Sight> seen;
    private final Unsettled unsettled;
    private @Nullable Join[] joins = new Join[0];
    private final BitSet active = new BitSet();
    private final BitSet due = new BitSet();
    private int sentence;
    private boolean idle = true;

    /**
     * @param seen takes the sights of joins
     * @param unsettled is told when sights wait, and when none does any more
     */
    Joins(List<JoinPlan> plans, BiConsumer<Use, Sight> seen, Unsettled unsettled) {
        this.plans = plans;
        this.seen = seen;
        this.unsettled = unsettled;
    }

    void part(Use.Part part, Sight sight) {
        join(part.join()).part(part.number(), sight);
        stir(part.join());
    }

    void take(Use.Taking taking, Sight sight, int count) {
        join(taking.join()).take(sight, count);
        if (active.get(taking.join())) {
            stir(taking.join());
        }
    }

    void near(Vocabulary.Nearby nearby, int from, int to) {
        join(nearby.join()).near(nearby.context(), from, to);
    }

    private void stir(int number) {
        active.set(number);
        due.set(number);
        rest(false);
    }

    private Join join(int number) {
        if (joins.length == 0) {
            joins = new Join[plans.size()];
        }
        Join join = joins[number];
        if (join == null) {
            join = new Join(plans.get(number));
            joins[number] = join;
        }
        return join;
    }

    /** Whether no sight waits. */
    boolean isIdle() {
        return idle;
    }

    /** Lets go of every sight that has been decided. */
    void settle(Moment now) {
        if (idle) {
            return;
        }
        if (now.sentence() != sentence || now.over()) {
            sentence = now.sentence();
            due.or(active);
        }
        BitSet eager = new BitSet();
        for (int number = due.length() - 1; number >= 0; number = due.previousSetBit(number - 1)) {
            Join join = join(number);
            join.settle(now, sight -> seen.accept(join.use(), sight));
            if (join.isIdle()) {
                active.clear(number);
            } else if (!join.isPatient()) {
                eager.set(number);
            }
        }
        due.clear();
        due.or(eager);
        rest(active.isEmpty());
    }

    private void rest(boolean now) {
        if (now && !idle) {
            unsettled.end();
        } else if (!now && idle) {
            unsettled.begin();
        }
        idle = now;
    }

    /** Where the earliest sight begins in the text that may still become a finding, or {@code none}. */
    int earliest(int none) {
        int earliest = none;
        for (int number = active.nextSetBit(0); number >= 0; number = active.nextSetBit(number + 1)) {
            earliest = join(number).earliest(earliest);
        }
        return earliest;
    }

    /** Every sight of a join that ends here in the text, or before, has been seen. */
    int frontier(int number, Moment now) {
        return join(number).frontier(now);
    }
}
