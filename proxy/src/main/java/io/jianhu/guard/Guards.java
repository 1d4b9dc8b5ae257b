package io.jianhu.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes guards of what rules look for. */
public final class Guards {

    private Guards() {}

    /**
     * The guards that look for all clues: one for their phrases and one for their expressions, as far as there are any.
     *
     * @param clues whose matchers have no {@link #problem}
     */
    public static List<Guard> compile(List<Clue> clues) {
        List<Guard> guards = new ArrayList<>();
        List<Clue> phrases = only(clues, Matcher.Phrase.class);
        if (!phrases.isEmpty()) {
            guards.add(new ClueGuard(phrases));
        }
        List<Clue> expressions = only(clues, Matcher.Expression.class);
        if (!expressions.isEmpty()) {
            guards.add(new ClueGuard(expressions));
        }
        return List.copyOf(guards);
    }

    private static List<Clue> only(List<Clue> clues, Class<? extends Matcher> kind) {
        return clues.stream()
                .map(clue -> new Clue(
                        clue.rule(),
                        clue.severity(),
                        clue.any().stream().filter(kind::isInstance).toList(),
                        clue.unless()))
                .filter(clue -> !clue.any().isEmpty())
                .toList();
    }

    /** Why a matcher cannot be used, with what was expected, or empty if it can. */
    public static Optional<String> problem(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Phrase phrase -> Phrases.problem(phrase.words());
            case Matcher.Expression expression -> Expression.problem(expression.syntax());
            case Matcher.Near n -> Optional.of("not yet");
            case Matcher.Context c -> Optional.of("not yet");
            case Matcher.Length l -> Optional.of("not yet");
            case Matcher.Encoding e -> Optional.of("not yet");
            case Matcher.Similar s -> Optional.of("not yet");
            case Matcher.Judge j -> Optional.of("not yet");
            case Matcher.Found f -> Optional.of("not yet");
        };
    }

    /**
     * The greatest number of visible characters that looking for a matcher holds back: one less than it may match.
     *
     * @param matcher one without {@link #problem}
     */
    public static int holdBack(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Phrase phrase -> Phrases.width(phrase.words()) - 1;
            case Matcher.Expression expression ->
                Expression.of(expression.syntax()).width() - 1;
            case Matcher.Near n -> 0;
            case Matcher.Context c -> 0;
            case Matcher.Length l -> 0;
            case Matcher.Encoding e -> 0;
            case Matcher.Similar s -> 0;
            case Matcher.Judge j -> 0;
            case Matcher.Found f -> 0;
        };
    }

    /**
     * The greatest number of visible characters that looking for a clue holds back. One with {@code unless} holds a match
     * until its sentence is complete and nothing in it can turn out to take the match back.
     *
     * @param clue one whose matchers have no {@link #problem}
     */
    public static int holdBack(Clue clue) {
        int any = clue.any().stream().mapToInt(Guards::holdBack).max().orElse(0);
        if (clue.unless().isEmpty()) {
            return any;
        }
        int unless = clue.unless().stream().mapToInt(Guards::holdBack).max().orElse(0);
        return Math.max(any, Recent.LONGEST_SENTENCE - 1) + unless;
    }
}
