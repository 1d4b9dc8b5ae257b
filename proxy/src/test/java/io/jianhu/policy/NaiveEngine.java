package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds phrases and expressions in the simplest way, settling nothing before the end of a text unless told to. */
record NaiveEngine(boolean hasty) implements Engine {
    private static final Map<String, String> KINDS = Map.of("mobile", "1[3-9][0-9]{9}", "email", "[a-z]+@[a-z.]+");

    @Override
    public Optional<String> problem(Matcher matcher) {
        return matcher instanceof Matcher.Expression expression
                        && expression.syntax().contains("*")
                ? Optional.of("'" + expression.syntax() + "' is of unbounded width (expected: {0,20} in place of *)")
                : Optional.empty();
    }

    @Override
    public int holdBack(Clue clue) {
        return 7;
    }

    @Override
    public List<Guard> guards(List<Clue> clues) {
        return List.of(side -> new Late(side, clues));
    }

    @Override
    public Set<String> kinds() {
        return KINDS.keySet();
    }

    @Override
    public Guard identifiers(Map<String, Named> rules) {
        List<Clue> clues = new TreeMap<>(rules)
                .entrySet().stream()
                        .map(rule -> new Clue(
                                rule.getValue().rule(),
                                rule.getValue().severity(),
                                List.of(new Matcher.Expression(KINDS.getOrDefault(rule.getKey(), ""))),
                                List.of()))
                        .toList();
        return side -> new Late(side, clues);
    }

    private final class Late implements Guard.Watch {
        private final Side side;
        private final List<Clue> clues;
        private final StringBuilder text = new StringBuilder();

        Late(Side side, List<Clue> clues) {
            this.side = side;
            this.clues = clues;
        }

        @Override
        public int read(CharSequence more, Consumer<Finding> report) {
            text.append(more);
            return hasty ? text.length() : 0;
        }

        @Override
        public void end(Consumer<Finding> report) {
            for (Clue clue : clues) {
                if (matchers(clue, true).stream()
                        .noneMatch(taken -> pattern(taken).matcher(text).find())) {
                    matchers(clue, false)
                            .forEach(wanted -> pattern(wanted)
                                    .matcher(text)
                                    .results()
                                    .forEach(match -> report.accept(new Finding(
                                            clue.rule(),
                                            side,
                                            new Span(match.start(), match.end()),
                                            clue.severity()))));
                }
            }
        }

        private static List<Matcher> matchers(Clue clue, boolean takingBack) {
            return switch (clue.condition()) {
                case Condition.All all -> leaves(takingBack ? all.unless() : all.of());
                case Condition.Any any -> takingBack ? List.of() : leaves(any.of());
                case Matcher matcher -> takingBack ? List.of() : List.of(matcher);
            };
        }

        private static List<Matcher> leaves(List<Condition> of) {
            return of.stream()
                    .flatMap(one -> switch (one) {
                        case Condition.Any any -> leaves(any.of()).stream();
                        case Condition.All all -> leaves(all.of()).stream();
                        case Matcher matcher -> Stream.of(matcher);
                    })
                    .toList();
        }

        private static Pattern pattern(Matcher matcher) {
            return switch (matcher) {
                case Matcher.Phrase phrase -> Pattern.compile(phrase.words(), Pattern.LITERAL);
                case Matcher.Expression expression -> Pattern.compile(expression.syntax());
                case Matcher other ->
                    throw new IllegalArgumentException(other + " (expected: a phrase or an expression)");
            };
        }
    }
}
