package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts what the tests of rules reach. Every matcher is sought by itself, under its number in place of a rule's id, so
 * that it can be told which of a rule's matchers stand in a text.
 */
final class CoverageCount {
    private static final String IDENTIFIER = "identifier";

    private final Map<String, Set<String>> lists;
    private final List<Draft> drafts;
    private final List<Leaves> leaves = new ArrayList<>();
    private final List<Guard> guards;

    /** @param lists the words of each list, by its path */
    CoverageCount(List<Draft> drafts, Map<String, Set<String>> lists, Engine engine) {
        this.lists = lists;
        this.drafts = drafts.stream()
                .filter(draft -> draft.rule().mode() != Mode.OFF)
                .sorted(Comparator.comparing(draft -> draft.rule().id()))
                .toList();
        List<Clue> clues = new ArrayList<>();
        for (Draft draft : this.drafts) {
            leaves.add(draft.clue().map(clue -> Leaves.of(clue, clues)).orElse(Leaves.NONE));
        }
        guards = new ArrayList<>(clues.isEmpty() ? List.of() : engine.guards(clues));
        guards.add(engine.identifiers(engine.kinds().stream()
                .collect(Collectors.toMap(kind -> kind, kind -> new Engine.Named(kind, Severity.INFO)))));
    }

    /** The matchers of one rule, each with the number under which it is sought. */
    private record Leaves(Map<Integer, Matcher> match, Map<Integer, Matcher> unless) {

        static final Leaves NONE = new Leaves(Map.of(), Map.of());

        static Leaves of(Clue clue, List<Clue> clues) {
            Condition condition = clue.condition();
            return new Leaves(numbered(wanted(condition), clue, clues), numbered(takingBack(condition), clue, clues));
        }

        private static Map<Integer, Matcher> numbered(Stream<Matcher> matchers, Clue clue, List<Clue> clues) {
            Map<Integer, Matcher> numbered = new TreeMap<>();
            matchers.distinct().forEach(matcher -> {
                numbered.put(clues.size(), matcher);
                clues.add(new Clue(String.valueOf(clues.size()), clue.severity(), alone(matcher), clue.spellings()));
            });
            return numbered;
        }

        /** Words around something cannot be sought by themselves, but each of them can. */
        private static Condition alone(Matcher matcher) {
            return matcher instanceof Matcher.Context context
                    ? new Condition.Any(context.words().stream()
                            .map(words -> (Condition) new Matcher.Phrase(words))
                            .toList())
                    : matcher;
        }

        private static Stream<Matcher> wanted(Condition condition) {
            return switch (condition) {
                case Condition.Any any -> any.of().stream().flatMap(Leaves::wanted);
                case Condition.All all -> all.of().stream().flatMap(Leaves::wanted);
                case Matcher.Listed listed -> listed.words().words().stream().map(Matcher.Phrase::new);
                case Matcher matcher -> Stream.of(matcher);
            };
        }

        private static Stream<Matcher> takingBack(Condition condition) {
            return switch (condition) {
                case Condition.Any any -> any.of().stream().flatMap(Leaves::takingBack);
                case Condition.All all ->
                    Stream.concat(
                            all.of().stream().flatMap(Leaves::takingBack),
                            all.unless().stream().flatMap(Leaves::wanted));
                case Matcher matcher -> Stream.empty();
            };
        }
    }

    List<Coverage> count() {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> coverage(drafts.get(i), leaves.get(i)))
                .toList();
    }

    private Coverage coverage(Draft draft, Leaves matchers) {
        Set<String> inHits = new HashSet<>();
        Set<String> inMisses = new HashSet<>();
        for (RuleTest test : draft.tests()) {
            read(String.join("", test.pieces()), test.hit() ? inHits : inMisses);
        }
        List<Coverage.Reach> match = new ArrayList<>(reaches(matchers.match(), inHits));
        for (String kind : new TreeSet<>(draft.rule().kinds())) {
            match.add(new Coverage.Reach(IDENTIFIER, kind, 1, inHits.contains(kind) ? 1 : 0));
        }
        int hits = (int) draft.tests().stream().filter(RuleTest::hit).count();
        return new Coverage(
                draft.rule(), hits, draft.tests().size() - hits, match, reaches(matchers.unless(), inMisses));
    }

    private void read(String text, Set<String> found) {
        for (Guard guard : guards) {
            Guard.Watch watch = guard.watch(Side.ANSWER);
            watch.read(text, finding -> found.add(finding.rule()));
            watch.end(finding -> found.add(finding.rule()));
        }
    }

    private List<Coverage.Reach> reaches(Map<Integer, Matcher> matchers, Set<String> found) {
        Map<String, Integer> phrases = new HashMap<>();
        matchers.forEach((number, matcher) -> {
            if (matcher instanceof Matcher.Phrase phrase) {
                phrases.put(phrase.words(), number);
            }
        });
        List<Coverage.Reach> reaches = new ArrayList<>();
        Set<Integer> listed = new HashSet<>();
        lists.forEach((path, words) -> {
            if (!words.isEmpty() && phrases.keySet().containsAll(words)) {
                List<Integer> entries = words.stream().map(phrases::get).toList();
                listed.addAll(entries);
                int reached = (int) entries.stream()
                        .filter(number -> found.contains(number.toString()))
                        .count();
                reaches.add(new Coverage.Reach(Coverage.Reach.LIST, path, words.size(), reached));
            }
        });
        matchers.forEach((number, matcher) -> {
            if (!listed.contains(number)) {
                int reached = found.contains(number.toString()) ? 1 : 0;
                reaches.add(new Coverage.Reach(kind(matcher), words(matcher), 1, reached));
            }
        });
        return reaches;
    }

    private static String kind(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Phrase phrase -> "phrase";
            case Matcher.Listed listed -> "list";
            case Matcher.Expression expression -> "regex";
            case Matcher.Near near -> "near";
            case Matcher.Context context -> "near";
            case Matcher.Length length -> "length";
            case Matcher.Encoding encoding -> "encoding";
            case Matcher.Similar similar -> "similar";
            case Matcher.Judge judge -> "judge";
            case Matcher.Found found -> IDENTIFIER;
        };
    }

    private static String words(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Phrase phrase -> phrase.words();
            case Matcher.Listed listed -> listed.words().toString();
            case Matcher.Expression expression -> expression.syntax();
            case Matcher.Near near ->
                String.join(near.ordered() ? " then " : " with ", near.words()) + " within " + near.within();
            case Matcher.Context context -> String.join(" or ", context.words()) + " within " + context.within();
            case Matcher.Length length -> "over " + length.over();
            case Matcher.Encoding encoding ->
                encoding.forms().stream()
                        .map(Matcher.Encoding.Form::word)
                        .sorted()
                        .collect(Collectors.joining(" "));
            case Matcher.Similar similar -> "to " + similar.examples().size() + " examples, min " + similar.least();
            case Matcher.Judge judge -> judge.question();
            case Matcher.Found found -> "inside a condition";
        };
    }
}
