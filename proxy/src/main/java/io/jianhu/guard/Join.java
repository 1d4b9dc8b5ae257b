package io.jianhu.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sights of one {@link Condition.All} in one reading. A sight of a part counts once words of every context stand near
 * it. It holds if each other part has a sight that counts and ends no later, and nothing takes it back. It waits only for
 * what is still open in the text it covers, in its windows, and in its sentence.
 */
final class Join {

    private static final int NEVER = Integer.MAX_VALUE;

    private final JoinPlan plan;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Neighbours[] neighbours;
    /** For each part where its sight that ends first ends. */
    private final int[] firstEnds;

    private final TakenBack taken = new TakenBack();

    /** The sentence in which a sight was taken back last; -1 before. */
    private int lastTaken = -1;

    private static final class Waiting {
        final int part;
        final Sight sight;
        boolean counts;
        boolean isTaken;

        Waiting(int part, Sight sight) {
            this.part = part;
            this.sight = sight;
        }
    }

    Join(JoinPlan plan) {
        this.plan = plan;
        neighbours = new Neighbours[plan.needed().size() + plan.taking().size()];
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i] = new Neighbours();
        }
        firstEnds = new int[plan.parts().size()];
        Arrays.fill(firstEnds, NEVER);
    }

    Use use() {
        return plan.use();
    }

    /** Takes a sight of a part. */
    void part(int number, Sight sight) {
        waiting.add(new Waiting(number, sight));
    }

    /** Takes a sight that takes back; it counts if it stands within one sentence. */
    void take(Sight sight, int count) {
        if (sight.sentence() != sight.lastSentence() || sight.sentence() == lastTaken) {
            return;
        }
        lastTaken = sight.sentence();
        taken.add(sight.sentence(), count, count - plan.horizon());
    }

    /** Takes a word of a context. */
    void near(int context, int from, int to) {
        neighbours[context].add(from, to, to - plan.horizon());
    }

    /** Lets go of every sight that has been decided. */
    void settle(Moment now, Consumer<Sight> holds) {
        waiting.removeIf(one -> !one.counts && !count(one, now));
        int[] frontiers = frontiers(now);
        int takers = plan.takers().isEmpty() ? NEVER : now.sentence(plan.takers());
        waiting.removeIf(one -> {
            one.isTaken |= isTakenBack(one);
            if (!one.counts) {
                return false;
            }
            boolean complete = isComplete(one);
            if (one.isTaken || (!complete && isHopeless(one, frontiers))) {
                return true;
            }
            if (complete && isSafe(one, takers, now)) {
                holds.accept(one.sight);
                return true;
            }
            return false;
        });
    }

    private boolean isTakenBack(Waiting one) {
        return taken.has(one.sight.sentence())
                || isNear(one, plan.taking(), plan.needed().size());
    }

    /** Counts a sight if it can be counted; answers false if it cannot be any more. */
    private boolean count(Waiting one, Moment now) {
        for (int i = 0; i < plan.needed().size(); i++) {
            JoinPlan.Window window = plan.needed().get(i);
            if (!neighbours[i].near(one.sight, window.within())) {
                return !hasPassed(window, one.sight, now);
            }
        }
        one.counts = true;
        firstEnds[one.part] = Math.min(firstEnds[one.part], one.sight.span().end());
        return true;
    }

    private boolean isNear(Waiting one, List<JoinPlan.Window> windows, int first) {
        for (int i = 0; i < windows.size(); i++) {
            if (neighbours[first + i].near(one.sight, windows.get(i).within())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPassed(JoinPlan.Window window, Sight sight, Moment now) {
        int last = sight.to() + window.within();
        return now.over() || now.open() > last || now.count() >= last + window.longest();
    }

    private int[] frontiers(Moment now) {
        int[] frontiers = new int[firstEnds.length];
        for (int i = 0; i < frontiers.length; i++) {
            frontiers[i] = now.frontier(plan.parts().get(i));
        }
        for (Waiting one : waiting) {
            if (!one.counts) {
                frontiers[one.part] =
                        Math.min(frontiers[one.part], one.sight.span().end() - 1);
            }
        }
        return frontiers;
    }

    private boolean isComplete(Waiting one) {
        for (int i = 0; i < firstEnds.length; i++) {
            if (i != one.part && firstEnds[i] > one.sight.span().end()) {
                return false;
            }
        }
        return true;
    }

    private boolean isHopeless(Waiting one, int[] frontiers) {
        int end = one.sight.span().end();
        for (int i = 0; i < firstEnds.length; i++) {
            if (i != one.part && firstEnds[i] > end && frontiers[i] >= end) {
                return true;
            }
        }
        return false;
    }

    private boolean isSafe(Waiting one, int takers, Moment now) {
        if (now.over()) {
            return true;
        }
        int sentence = one.sight.sentence();
        if (plan.bySentence() && (now.sentence() <= sentence || takers <= sentence)) {
            return false;
        }
        for (JoinPlan.Window window : plan.taking()) {
            if (!hasPassed(window, one.sight, now)) {
                return false;
            }
        }
        return true;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Whether it waits for nothing but the end of a sentence, or a sight. */
    boolean isPatient() {
        boolean patient = plan.needed().isEmpty()
                && plan.taking().isEmpty()
                && plan.takers().isEmpty();
        for (int i = 0; i < waiting.size() && patient; i++) {
            patient = isComplete(waiting.get(i));
        }
        return patient;
    }

    /** Where the earliest sight begins in the text that may still hold, or {@code none}. */
    int earliest(int none) {
        int earliest = none;
        for (Waiting one : waiting) {
            if (!one.isTaken) {
                earliest = Math.min(earliest, one.sight.span().start());
            }
        }
        return earliest;
    }

    /** Every sight of this join that ends here in the text, or before, has been seen. */
    int frontier(Moment now) {
        int frontier = now.frontier();
        for (Sources part : plan.parts()) {
            frontier = Math.min(frontier, now.frontier(part));
        }
        for (Waiting one : waiting) {
            frontier = Math.min(frontier, one.sight.span().end() - 1);
        }
        return frontier;
    }
}
