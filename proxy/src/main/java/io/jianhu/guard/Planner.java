package io.jianhu.guard;

import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays out the conditions of clues, as far as they are read in one way. */
final class Planner {

    /** How many transitions of automata may be remembered; four bytes each. */
    private static final int TRANSITIONS = 1 << 22;

    /** The greatest number of normalised characters that one character reads as. */
    private static final int WIDEST_FOLD = 18;

    private final Part part;
    private final Vocabulary vocabulary;
    private final Automaton.Budget budget;
    private final List<Clue> clues = new ArrayList<>();
    private final List<Plan.Sought> expressions = new ArrayList<>();
    private final List<Plan.Watched> lookouts = new ArrayList<>();
    private final List<Plan.Alike> likenesses = new ArrayList<>();
    private final List<Optional<JoinPlan>> joins = new ArrayList<>();
    private int reach;
    private boolean holdsSentence;

    private Planner(Part part, int transitions) {
        this.part = part;
        budget = new Automaton.Budget(transitions);
        vocabulary = new Vocabulary(part.spelling());
    }

    /** The plan for what of the clues is read in this way; empty if nothing is. */
    static Optional<Plan> plan(List<Clue> clues, Part part) {
        return plan(clues, part, TRANSITIONS);
    }

    /** The same with so many transitions remembered. */
    static Optional<Plan> plan(List<Clue> clues, Part part, int transitions) {
        Planner planner = new Planner(part, transitions);
        clues.forEach(planner::add);
        return planner.clues.isEmpty() ? Optional.empty() : Optional.of(planner.plan());
    }

    private void add(Clue clue) {
        part.of(clue).ifPresent(condition -> {
            clues.add(clue);
            lay(condition, new Use.Report(clues.size() - 1));
        });
    }

    private Plan plan() {
        Words words = vocabulary.words();
        reach = Math.max(Math.max(reach, vocabulary.reach()), words.longest());
        return new Plan(
                List.copyOf(clues),
                part.spelling(),
                words,
                vocabulary.holding(),
                vocabulary.meanings(),
                List.copyOf(expressions),
                List.copyOf(lookouts),
                List.copyOf(likenesses),
                joins.stream().map(Optional::orElseThrow).toList(),
                reach + 4,
                holdsSentence);
    }

    /** Lays out a condition; answers where its sights may come from late. */
    private Sources lay(Condition condition, Use use) {
        return switch (condition) {
            case Condition.Any any -> lay(any.of(), use);
            case Condition.All all -> lay(all, use);
            case Matcher.Phrase phrase -> {
                vocabulary.add(phrase, use);
                yield Sources.NONE;
            }
            case Matcher.Listed listed -> {
                vocabulary.add(listed.words(), use);
                yield Sources.NONE;
            }
            case Matcher.Near near -> {
                vocabulary.add(near, use);
                yield Sources.NONE;
            }
            case Matcher.Expression expression -> {
                Expression compiled = Expression.of(expression.syntax(), budget);
                reach = Math.max(reach, 2 * compiled.width());
                expressions.add(new Plan.Sought(compiled, use));
                yield Sources.expression(expressions.size() - 1);
            }
            case Matcher.Similar similar -> {
                reach = Math.max(reach, Recent.LONGEST_SENTENCE);
                holdsSentence |= use.holds();
                likenesses.add(new Plan.Alike(new Likeness(similar), use));
                yield Sources.SENTENCES;
            }
            case Matcher.Length length -> watch(length, use);
            case Matcher.Encoding encoding -> watch(encoding, use);
            case Matcher.Judge judge -> watch(judge, use);
            case Matcher.Found found -> watch(found, use);
            case Matcher.Context context ->
                throw new IllegalArgumentException("context with nothing to stand near (expected: beside others)");
        };
    }

    private Sources watch(Matcher matcher, Use use) {
        lookouts.add(new Plan.Watched(Lookout.of(matcher), use));
        return Sources.lookout(lookouts.size() - 1);
    }

    private Sources lay(List<Condition> conditions, Use use) {
        return Sources.of(conditions.stream().map(one -> lay(one, use)).toList());
    }

    private Sources lay(Condition.All all, Use use) {
        List<Condition> parts = Part.besideContext(all.of());
        if (all.of().size() == 1 && all.unless().isEmpty()) {
            return lay(parts.getFirst(), use);
        }
        int number = joins.size();
        joins.add(Optional.empty());
        List<Sources> late = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            late.add(lay(parts.get(i), new Use.Part(number, i)));
        }
        List<Matcher.Context> needed = contexts(all.of());
        List<Matcher.Context> taking = contexts(all.unless());
        List<Condition> takers = matchers(all.unless());
        for (int i = 0; i < needed.size(); i++) {
            vocabulary.add(needed.get(i), new Vocabulary.Nearby(number, i));
        }
        for (int i = 0; i < taking.size(); i++) {
            vocabulary.add(taking.get(i), new Vocabulary.Nearby(number, needed.size() + i));
        }
        Sources lateTakers = lay(takers, new Use.Taking(number));
        joins.set(
                number,
                Optional.of(new JoinPlan(
                        use, late, windows(needed), windows(taking), lateTakers, !takers.isEmpty(), horizon(all))));
        return Sources.join(number);
    }

    /** The contexts among some conditions. */
    private static List<Matcher.Context> contexts(List<Condition> conditions) {
        return flat(conditions).stream()
                .filter(Matcher.Context.class::isInstance)
                .map(Matcher.Context.class::cast)
                .toList();
    }

    /** The conditions that are no context. */
    private static List<Condition> matchers(List<Condition> conditions) {
        return Part.besideContext(flat(conditions));
    }

    private static List<Condition> flat(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Any any) {
                flat.addAll(flat(any.of()));
            } else {
                flat.add(condition);
            }
        }
        return flat;
    }

    private List<JoinPlan.Window> windows(List<Matcher.Context> contexts) {
        return contexts.stream()
                .map(context -> new JoinPlan.Window(context.within(), Phrases.longest(context, part.spelling())))
                .toList();
    }

    private static int horizon(Condition.All all) {
        return WIDEST_FOLD * (Bounds.of(all).held() + 1) + 2 * Recent.LONGEST_SENTENCE;
    }
}
