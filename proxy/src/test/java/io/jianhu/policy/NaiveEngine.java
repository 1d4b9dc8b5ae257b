package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    public Optional<String> problem(Clue clue) {
        return Optional.empty();
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
    public int widestIdentifier() {
        return 11;
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
                new Naively(text, side)
                        .spans(clue.condition())
                        .forEach(span -> report.accept(new Finding(clue.rule(), side, span, clue.severity())));
            }
        }
    }

    /** Where conditions hold in a whole text; the whole text is one sentence. */
    private record Naively(CharSequence text, Side side) {

        List<Span> spans(Condition condition) {
            return switch (condition) {
                case Condition.Any any ->
                    any.of().stream().flatMap(one -> spans(one).stream()).toList();
                case Condition.All all -> all(all);
                case Matcher.Phrase phrase -> spans(Pattern.compile(phrase.words(), Pattern.LITERAL));
                case Matcher.Listed listed ->
                    listed.words().words().stream()
                            .flatMap(words -> spans(Pattern.compile(words, Pattern.LITERAL)).stream())
                            .toList();
                case Matcher.Expression expression -> spans(Pattern.compile(expression.syntax()));
                case Matcher.Near near -> near(near);
                case Matcher.Context context -> List.of();
                case Matcher.Length length ->
                    text.length() > length.over() ? List.of(new Span(length.over(), length.over() + 1)) : List.of();
                case Matcher.Encoding encoding -> spans(Pattern.compile("[A-Za-z0-9+/]{24,}"));
                case Matcher.Similar similar ->
                    similar.examples().stream()
                            .flatMap(example -> spans(Pattern.compile(example, Pattern.LITERAL)).stream())
                            .toList();
                case Matcher.Judge judge -> judge.holdsOnFailure() ? List.of(new Span(0, text.length())) : List.of();
                case Matcher.Found found -> found(found.guard());
            };
        }

        private List<Span> all(Condition.All all) {
            List<List<Span>> each = all.of().stream()
                    .filter(one -> !(one instanceof Matcher.Context))
                    .map(this::spans)
                    .toList();
            if (each.stream().anyMatch(List::isEmpty)) {
                return List.of();
            }
            return each.stream()
                    .flatMap(List::stream)
                    .filter(span -> all.of().stream()
                            .allMatch(one -> !(one instanceof Matcher.Context context) || isNear(span, context)))
                    .filter(span -> all.unless().stream()
                            .noneMatch(one -> one instanceof Matcher.Context context
                                    ? isNear(span, context)
                                    : !spans(one).isEmpty()))
                    .toList();
        }

        private boolean isNear(Span span, Matcher.Context context) {
            int from = Math.max(0, span.start() - context.within() - 10);
            int to = Math.min(text.length(), span.end() + context.within() + 10);
            String around = text.subSequence(from, to).toString();
            return context.words().stream().anyMatch(around::contains);
        }

        private List<Span> near(Matcher.Near near) {
            String gap = ".{0," + near.within() + "}";
            String forth = near.words().stream().map(Pattern::quote).collect(Collectors.joining(gap));
            String back = near.words().reversed().stream().map(Pattern::quote).collect(Collectors.joining(gap));
            return spans(Pattern.compile(near.ordered() ? forth : forth + "|" + back));
        }

        private List<Span> found(Guard guard) {
            List<Span> spans = new ArrayList<>();
            Guard.Watch watch = guard.watch(side);
            watch.read(text, finding -> spans.add(finding.span()));
            watch.end(finding -> spans.add(finding.span()));
            return spans;
        }

        private List<Span> spans(Pattern pattern) {
            return pattern.matcher(text)
                    .results()
                    .map(match -> new Span(match.start(), match.end()))
                    .toList();
        }
    }
}
