package io.jianhu.policy;

import io.jianhu.guard.Condition;
import io.jianhu.guard.Matcher;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what one rule looks for: matchers, and how any, all, not and unless join them. Used for one rule. */
final class MatchReader {
    private final MatcherReader matchers;
    private final Problems problems;

    MatchReader(MatcherReader matchers, Problems problems) {
        this.matchers = matchers;
        this.problems = problems;
    }

    /** What a rule looks for beside the kinds it names; empty when there is nothing else, or problems were added. */
    Optional<Condition> read(Fields rule) {
        List<Condition> any = new ArrayList<>();
        rule.value("match")
                .ifPresentOrElse(
                        value -> any.addAll(alternatives(value, Position.ALONE)),
                        () -> problems.add(rule.place(), "'match' is missing" + MatcherReader.EXPECTED));
        List<Condition> unless = new ArrayList<>();
        for (Value value : rule.values("unless")) {
            unless.addAll(alternatives(value, Position.BACK));
        }
        any.removeIf(condition -> lonely(condition, rule.place("match")));
        if (any.isEmpty()) {
            return Optional.empty();
        }
        Condition whole = one(any);
        return Optional.of(unless.isEmpty() ? whole : new Condition.All(List.of(whole), unless));
    }

    Set<String> claims() {
        return matchers.claims();
    }

    /** The matchers that can make a condition hold. */
    static int count(Condition condition) {
        return switch (condition) {
            case Condition.Any any ->
                any.of().stream().mapToInt(MatchReader::count).sum();
            case Condition.All all ->
                all.of().stream().mapToInt(MatchReader::count).sum();
            case Matcher.Listed listed -> listed.words().words().size();
            case Matcher matcher -> 1;
        };
    }

    /** Whether a condition holds in every text, since nobody can be asked. */
    static boolean holdsAlways(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> any.of().stream().anyMatch(MatchReader::holdsAlways);
            case Condition.All all -> all.of().stream().allMatch(MatchReader::holdsAlways);
            case Matcher.Judge judge -> judge.holdsOnFailure();
            case Matcher matcher -> false;
        };
    }

    /** Whether a judge is asked anywhere in a condition. */
    static boolean asks(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> any.of().stream().anyMatch(MatchReader::asks);
            case Condition.All all -> all.of().stream().anyMatch(MatchReader::asks);
            case Matcher.Judge judge -> true;
            case Matcher matcher -> false;
        };
    }

    private List<Condition> alternatives(Value value, Position position) {
        if (value instanceof Value.Sequence sequence) {
            List<Condition> all = new ArrayList<>();
            sequence.items().forEach(item -> all.addAll(alternatives(item, position)));
            if (sequence.items().isEmpty()) {
                problems.add(value.place(), "no matchers (expected: at least one)");
            }
            return all;
        }
        if (!(value instanceof Value.Mapping mapping)) {
            problems.add(
                    value.place(),
                    value.kind() + MatcherReader.EXPECTED.replace("(expected:", "(expected: a mapping with"));
            return List.of();
        }
        Fields fields = Fields.of(value, problems);
        List<Condition> found;
        if (mapping.entries().containsKey("any")) {
            found = fields.value("any").map(of -> alternatives(of, position)).orElse(List.of());
        } else if (mapping.entries().containsKey("all")) {
            found = all(fields).stream().toList();
            if (position == Position.BACK) {
                problems.add(value.place(), "all: takes nothing back (expected: matchers, or 'any' of matchers)");
            }
        } else if (mapping.entries().containsKey("not")) {
            fields.value("not");
            problems.add(value.place(), "not: stands alone (expected: inside 'all', beside what it takes back)");
            found = List.of();
        } else if (mapping.entries().isEmpty()) {
            problems.add(value.place(), "an empty matcher" + MatcherReader.EXPECTED);
            found = List.of();
        } else {
            found = matchers.read(fields, position);
        }
        fields.end();
        return found;
    }

    private Optional<Condition> all(Fields fields) {
        List<Condition> of = new ArrayList<>();
        List<Condition> unless = new ArrayList<>();
        int before = problems.size();
        for (Value item : fields.values("all")) {
            if (item instanceof Value.Mapping mapping && mapping.entries().containsKey("not")) {
                Fields negated = Fields.of(item, problems);
                negated.value("not").ifPresent(value -> unless.addAll(alternatives(value, Position.BACK)));
                negated.end();
            } else {
                List<Condition> alternatives = alternatives(item, Position.AMONG);
                if (alternatives.size() > 1) {
                    alternatives.forEach(condition -> lonely(condition, item.place()));
                }
                if (!alternatives.isEmpty()) {
                    of.add(one(alternatives));
                }
            }
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        if (of.stream().allMatch(Matcher.Context.class::isInstance)) {
            fields.problem("all", "nothing to match (expected: at least one matcher beside 'not' and 'near: any')");
            return Optional.empty();
        }
        return Optional.of(new Condition.All(of, unless));
    }

    private boolean lonely(Condition condition, Place place) {
        boolean lonely = condition instanceof Matcher.Context;
        if (lonely) {
            problems.add(
                    place, "near: any words near what? (expected: an item of its own in 'all', 'not' or 'unless')");
        }
        return lonely;
    }

    private static Condition one(List<Condition> alternatives) {
        return alternatives.size() == 1 ? alternatives.getFirst() : new Condition.Any(alternatives);
    }
}
