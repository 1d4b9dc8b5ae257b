package io.jianhu.guard;

import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is looked for in one text as it was written. A sight that others are compared with waits until all that stands in
 * it has been normalised, because sentences and distances are counted there.
 */
final class Written {

    private record Unplaced(int lookout, Span span) {}

    private final List<Lookout> lookouts = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Consumer<Span>> takers = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private int position;

    Written(List<Plan.Watched> watched, Side side) {
        for (Plan.Watched one : watched) {
            lookouts.add(one.kind().begin(side));
            uses.add(one.use());
            int lookout = takers.size();
            takers.add(span -> unplaced.add(new Unplaced(lookout, span)));
        }
    }

    boolean isEmpty() {
        return lookouts.isEmpty();
    }

    void read(char character) {
        int at = position++;
        for (int i = 0; i < lookouts.size(); i++) {
            lookouts.get(i).read(character, at, takers.get(i));
        }
    }

    void end() {
        for (int i = 0; i < lookouts.size(); i++) {
            lookouts.get(i).end(takers.get(i));
        }
    }

    /**
     * Passes on what has been found.
     *
     * @param normalised how far the text has been normalised
     * @param report takes what is a finding wherever it stands
     */
    void place(int normalised, Recent recent, BiConsumer<Use, Sight> seen, BiConsumer<Use.Report, Span> report) {
        if (!unplaced.isEmpty()) {
            unplaced.removeIf(one -> {
                Use use = uses.get(one.lookout);
                if (use instanceof Use.Report finding) {
                    report.accept(finding, one.span);
                    return true;
                }
                if (one.span.end() <= normalised) {
                    seen.accept(use, recent.sight(one.span));
                    return true;
                }
                return false;
            });
        }
    }

    /** Where the earliest sight to come of a lookout begins, at most {@code position}. */
    int earliest(int lookout) {
        int earliest = lookouts.get(lookout).settled(position);
        for (Unplaced one : unplaced) {
            if (one.lookout == lookout) {
                earliest = Math.min(earliest, one.span.start());
            }
        }
        return earliest;
    }

    /** Where the earliest sight to come begins that may become a finding, or {@code none}. */
    int earliestHeld(int none) {
        int earliest = none;
        for (int i = 0; i < lookouts.size(); i++) {
            if (uses.get(i).holds()) {
                earliest = Math.min(earliest, earliest(i));
            }
        }
        return earliest;
    }

    /** Where the earliest sight to come begins, or {@code none}. */
    int earliestAny(int none) {
        int earliest = none;
        for (int i = 0; i < lookouts.size(); i++) {
            earliest = Math.min(earliest, earliest(i));
        }
        return earliest;
    }
}
