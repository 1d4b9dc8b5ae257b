package io.jianhu.guard;

import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a condition that is read in one way. The alternatives of a condition are read apart: those of words in each
 * spelling that is asked for, all others plainly; those that look at the text as it was written by a guard of their own,
 * because that is slower.
 *
 * @param spelling how the text is read for it
 * @param written whether it also looks at the text as it was written
 */
record Part(Spelling spelling, boolean written) {

    /** What of a clue's condition is read in this way; empty if nothing is. */
    Optional<Condition> of(Clue clue) {
        Set<Spelling> spellings = clue.spellings().isEmpty() ? Set.of(Spelling.PLAIN) : clue.spellings();
        return of(clue.condition(), spellings);
    }

    private Optional<Condition> of(Condition condition, Set<Spelling> spellings) {
        return switch (condition) {
            case Matcher matcher -> whole(matcher, spellings);
            case Condition.Any any -> {
                List<Condition> own = any.of().stream()
                        .flatMap(one -> of(one, spellings).stream())
                        .toList();
                yield own.isEmpty() ? Optional.empty() : Optional.of(new Condition.Any(own));
            }
            case Condition.All all -> {
                List<Condition> parts = besideContext(all.of());
                if (parts.size() > 1 || isWritten(all.unless())) {
                    yield whole(all, spellings);
                }
                yield of(parts.getFirst(), spellings).map(own -> {
                    List<Condition> of = new ArrayList<>(all.of());
                    of.set(of.indexOf(parts.getFirst()), own);
                    return new Condition.All(of, all.unless());
                });
            }
        };
    }

    private Optional<Condition> whole(Condition condition, Set<Spelling> spellings) {
        boolean words = condition instanceof Condition.All all
                ? besideContext(all.of()).stream().anyMatch(Part::hasWords)
                : isWords(condition);
        boolean spelt = words && !isWritten(condition);
        boolean own = spelt
                ? !written && spellings.contains(spelling)
                : spelling == Spelling.PLAIN && written == isWritten(condition);
        return own ? Optional.of(condition) : Optional.empty();
    }

    /** The conditions that are no context. */
    static List<Condition> besideContext(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> !(condition instanceof Matcher.Context))
                .toList();
    }

    private static boolean isWritten(List<Condition> conditions) {
        return conditions.stream().anyMatch(Part::isWritten);
    }

    /** Whether a condition looks at the text as it was written. */
    private static boolean isWritten(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> isWritten(any.of());
            case Condition.All all -> isWritten(all.of()) || isWritten(all.unless());
            case Matcher.Length length -> true;
            case Matcher.Encoding encoding -> true;
            case Matcher.Judge judge -> true;
            case Matcher.Found found -> true;
            case Matcher.Phrase phrase -> false;
            case Matcher.Listed listed -> false;
            case Matcher.Near near -> false;
            case Matcher.Context context -> false;
            case Matcher.Expression expression -> false;
            case Matcher.Similar similar -> false;
        };
    }

    /** Whether a condition is made of words alone. */
    static boolean isWords(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> any.of().stream().allMatch(Part::isWords);
            case Condition.All all ->
                all.of().stream().allMatch(Part::isWords)
                        && all.unless().stream().allMatch(Part::isWords);
            case Matcher.Phrase phrase -> true;
            case Matcher.Listed listed -> true;
            case Matcher.Near near -> true;
            case Matcher.Context context -> true;
            case Matcher matcher -> false;
        };
    }

    /** Whether words are among what makes a condition hold. */
    static boolean hasWords(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> any.of().stream().anyMatch(Part::hasWords);
            case Condition.All all -> all.of().stream().anyMatch(Part::hasWords);
            case Matcher matcher -> isWords(matcher);
        };
    }
}
