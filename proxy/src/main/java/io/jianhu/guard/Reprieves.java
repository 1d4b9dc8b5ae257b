package io.jianhu.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;

/** The matches of one reading that may still be taken back, and what takes matches back in the sentences at hand. */
final class Reprieves {

    private record Place(int clue, int sentence) {}

    private final List<Sight> open = new ArrayList<>();
    private final List<Place> taken = new ArrayList<>();

    /** Takes a match that may be taken back until its sentence is complete. */
    void wait(Sight match) {
        if (!taken.contains(new Place(match.use().clue(), match.sentence()))) {
            open.add(match);
        }
    }

    /** Takes a match of what takes back; it counts if it stands within one sentence. */
    void takeBack(Sight match) {
        if (match.sentence() != match.lastSentence()) {
            return;
        }
        Place place = new Place(match.use().clue(), match.sentence());
        if (!taken.contains(place)) {
            taken.add(place);
            open.removeIf(one -> place.equals(new Place(one.use().clue(), one.sentence())));
        }
    }

    /**
     * Lets go of every match whose sentence has been decided.
     *
     * @param current the number of the sentence being read
     * @param undecided for a clue, the earliest sentence in which something may still turn out to take back, or the
     *     second operand if there is none
     */
    void resolve(int current, IntBinaryOperator undecided, Consumer<Sight> certain) {
        if (open.isEmpty() || open.stream().noneMatch(one -> one.sentence() < current)) {
            return;
        }
        open.removeIf(one -> {
            boolean decided = one.sentence() < undecided.applyAsInt(one.use().clue(), current);
            if (decided) {
                certain.accept(one);
            }
            return decided;
        });
    }

    /** Forgets what takes back in sentences before {@code sentence}. */
    void forget(int sentence) {
        taken.removeIf(place -> place.sentence() < sentence);
    }

    /** Whether nothing takes back anything yet. */
    boolean isIdle() {
        return taken.isEmpty();
    }

    /** Where the earliest open match begins in the text, or {@code none}. */
    int earliest(int none) {
        int earliest = none;
        for (Sight one : open) {
            earliest = Math.min(earliest, one.span().start());
        }
        return earliest;
    }
}
