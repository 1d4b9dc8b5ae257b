package io.jianhu.guard;

import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes guards of what rules look for. */
public final class Guards {

    private Guards() {}

    /**
     * The guards that look for all clues: one for each way in which their texts have to be read.
     *
     * @param clues without {@link #problem(Clue)}
     */
    public static List<Guard> compile(List<Clue> clues) {
        List<Guard> guards = new ArrayList<>();
        for (Part part : parts()) {
            Planner.plan(clues, part).map(ClueGuard::new).ifPresent(guards::add);
        }
        return List.copyOf(guards);
    }

    /** The same guards, those of them that can made one that reads a text once for all of them. */
    public static List<Guard> together(List<Guard> guards) {
        List<ClueGuard> able = new ArrayList<>();
        List<Guard> together = new ArrayList<>();
        for (Guard guard : guards) {
            switch (guard) {
                case ClueGuard one -> able.add(one);
                case Together several -> able.addAll(several.guards());
                default -> together.add(guard);
            }
        }
        if (!able.isEmpty()) {
            together.addFirst(Together.of(able));
        }
        return List.copyOf(together);
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Spelling spelling : Spelling.values()) {
            parts.add(new Part(spelling, false));
        }
        parts.add(new Part(Spelling.PLAIN, true));
        return parts;
    }

    /** Why a matcher cannot be used, with what was expected, or empty if it can. */
    public static Optional<String> problem(Matcher matcher) {
        return Fitness.problem(matcher);
    }

    /** Why a clue cannot be used, with what was expected, or empty if it can; its matchers are looked at too. */
    public static Optional<String> problem(Clue clue) {
        return Fitness.problem(clue);
    }

    /**
     * The greatest number of visible characters that looking for a matcher holds back: one less than it may match.
     *
     * @param matcher one without {@link #problem(Matcher)}
     */
    public static int holdBack(Matcher matcher) {
        return Bounds.of(matcher).held();
    }

    /**
     * The greatest number of visible characters that looking for a clue holds back. Visible characters are those that
     * remain after normalising. A sight is held until nothing that has begun in it, in its windows, or in its sentence
     * can change what becomes of it.
     *
     * @param clue one without {@link #problem(Clue)}
     */
    public static int holdBack(Clue clue) {
        return Bounds.of(clue.condition()).held();
    }
}
