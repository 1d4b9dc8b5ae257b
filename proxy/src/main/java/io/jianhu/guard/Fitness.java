package io.jianhu.guard;

import io.jianhu.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says which matchers and conditions can be used, and why others cannot. */
final class Fitness {

    private static final int DEEPEST = 16;

    private Fitness() {}

    static Optional<String> problem(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Phrase phrase -> Phrases.problem(phrase.words());
            case Matcher.Listed listed -> listed.words().problem();
            case Matcher.Expression expression -> Expression.problem(expression.syntax());
            case Matcher.Near near -> Phrases.problem(near);
            case Matcher.Context context -> Phrases.problem(context);
            case Matcher.Length length ->
                length.over() < 1
                        ? Optional.of("longer than " + length.over() + " characters (expected: 1 or more)")
                        : Optional.empty();
            case Matcher.Encoding encoding ->
                encoding.forms().isEmpty()
                        ? Optional.of("no encoding (expected: "
                                + String.join(
                                        ", ",
                                        Stream.of(Matcher.Encoding.Form.values())
                                                .map(Matcher.Encoding.Form::word)
                                                .toList())
                                + ")")
                        : Optional.empty();
            case Matcher.Similar similar -> Likeness.problem(similar);
            case Matcher.Judge judge ->
                judge.question().isBlank()
                        ? Optional.of("judge of no question (expected: a question)")
                        : Optional.empty();
            case Matcher.Found found ->
                found.holdBack() < 0
                        ? Optional.of("holds back " + found.holdBack() + " characters (expected: 0 or more)")
                        : Optional.empty();
        };
    }

    static Optional<String> problem(Clue clue) {
        Optional<String> own = condition(clue.condition(), 0);
        boolean spelt = clue.spellings().stream().anyMatch(spelling -> spelling != Spelling.PLAIN);
        return own.isPresent() || !spelt ? own : spelt(clue.condition());
    }

    private static Optional<String> condition(Condition condition, int depth) {
        if (depth == DEEPEST) {
            return Optional.of("conditions nested too deeply (expected: at most " + DEEPEST + " levels)");
        }
        return switch (condition) {
            case Matcher.Context context ->
                Optional.of("context with nothing to stand near (expected: beside others in 'all' or in 'unless')");
            case Matcher matcher -> problem(matcher);
            case Condition.Any any ->
                any.of().isEmpty()
                        ? Optional.of("any of nothing (expected: at least one condition)")
                        : first(any.of().stream().map(one -> condition(one, depth + 1)));
            case Condition.All all -> all(all, depth);
        };
    }

    private static Optional<String> all(Condition.All all, int depth) {
        if (all.of().stream().allMatch(Matcher.Context.class::isInstance)) {
            return Optional.of("all of nothing but context (expected: at least one other condition)");
        }
        return first(Stream.concat(
                all.of().stream()
                        .map(part -> part instanceof Matcher.Context context
                                ? problem(context)
                                : condition(part, depth + 1)),
                all.unless().stream().map(one -> unless(one, depth + 1))));
    }

    private static Optional<String> unless(Condition condition, int depth) {
        if (depth == DEEPEST) {
            return condition(condition, depth);
        }
        return switch (condition) {
            case Condition.All all -> Optional.of("'all' in 'unless' (expected: matchers, or 'any' of matchers)");
            case Condition.Any any ->
                any.of().isEmpty()
                        ? Optional.of("any of nothing (expected: at least one condition)")
                        : first(any.of().stream().map(one -> unless(one, depth + 1)));
            case Matcher.Judge judge ->
                Optional.of("judge in 'unless': it cannot be asked about a sentence (expected: another matcher)");
            case Matcher matcher -> problem(matcher);
        };
    }

    /** Why a condition cannot be read in spellings. */
    private static Optional<String> spelt(Condition condition) {
        return switch (condition) {
            case Matcher matcher -> Optional.empty();
            case Condition.Any any -> first(any.of().stream().map(Fitness::spelt));
            case Condition.All all -> {
                List<Condition> parts = Part.besideContext(all.of());
                if (parts.size() == 1 && !Part.isWords(parts.getFirst())) {
                    yield first(Stream.of(parts.getFirst()).map(Fitness::spelt))
                            .or(() -> Part.hasWords(parts.getFirst()) ? words(all.unless()) : Optional.empty());
                }
                boolean some = parts.stream().anyMatch(Part::hasWords);
                if (!some) {
                    yield Optional.empty();
                }
                yield words(parts).or(() -> words(all.unless()));
            }
        };
    }

    private static Optional<String> words(List<Condition> conditions) {
        return conditions.stream().allMatch(Part::isWords)
                ? Optional.empty()
                : Optional.of("'layers' beside a matcher that is read plainly, in one 'all' or 'unless' with words"
                        + " (expected: only phrase, list, near and context there, or a rule of its own)");
    }

    private static Optional<String> first(Stream<Optional<String>> problems) {
        return problems.flatMap(Optional::stream).findFirst();
    }
}
