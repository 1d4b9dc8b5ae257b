package io.jianhu.policy;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What local files change in rules that they do not own: {@code overrides/*.yaml}. Changes are made to the values that were
 * written, before a rule is read, so that a problem points into the file that caused it.
 */
final class Overrides {
    /** The keys of a rule that may be replaced. */
    static final List<String> REPLACEABLE = List.of(
            "title",
            "basis",
            "severity",
            "stage",
            "scope",
            "layers",
            "match",
            "unless",
            "action",
            "mode",
            "canary",
            "level",
            "score",
            "onFailure",
            "reviewBy",
            "tests");
    /** The keys of a rule that may be added to. */
    static final List<String> APPENDABLE = List.of("match", "unless", "tests");

    private final Problems problems;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private Overrides(Problems problems) {
        this.problems = problems;
    }

    /** What all files change in one rule. */
    private static final class Change {
        private final List<Place> places = new ArrayList<>();
        private final Map<String, Place> claimed = new HashMap<>();
        private final Map<String, Value.Entry> replaced = new LinkedHashMap<>();
        private final Map<String, Value.Entry> appended = new LinkedHashMap<>();
    }

    static Overrides read(Folder folder, Problems problems) {
        Overrides overrides = new Overrides(problems);
        for (Fields file : Document.readAll(folder, "overrides", "Overrides", problems)) {
            List<Fields> rules = file.list("rules");
            rules.forEach(overrides::rule);
            if (rules.isEmpty()) {
                problems.add(file.place("rules"), "no rules");
            }
            file.end();
        }
        return overrides;
    }

    private void rule(Fields rule) {
        String id = rule.text("id");
        rule.text("reason");
        Change change = changes.computeIfAbsent(id, none -> new Change());
        change.places.add(rule.place("id"));
        boolean disabled = rule.flag("disable", false);
        if (disabled) {
            Place place = rule.place("disable");
            take(change, id, "mode", new Value.Entry(place, new Value.Scalar(place, "off", true)), change.replaced);
        }
        keys(rule, "replace", REPLACEABLE).forEach((key, entry) -> take(change, id, key, entry, change.replaced));
        keys(rule, "append", APPENDABLE).forEach((key, entry) -> take(change, id, key, entry, change.appended));
        if (change.claimed.isEmpty()) {
            problems.add(rule.place(), "changes nothing (expected: disable, append or replace)");
        }
        rule.end();
    }

    private void take(Change change, String id, String key, Value.Entry entry, Map<String, Value.Entry> into) {
        Place first = change.claimed.putIfAbsent(key, entry.key());
        if (first == null) {
            into.put(key, entry);
        } else {
            problems.add(
                    entry.key(),
                    "'" + key + "' of " + id + " is overridden already at " + first.file() + ":" + first.line());
        }
    }

    private Map<String, Value.Entry> keys(Fields rule, String how, List<String> allowed) {
        Map<String, Value.Entry> found = new LinkedHashMap<>();
        if (rule.value(how).orElse(null) instanceof Value.Mapping mapping) {
            Fields fields = rule.fields(how);
            for (String key : allowed) {
                fields.value(key);
                Value.Entry entry = mapping.entries().get(key);
                if (entry != null) {
                    found.put(key, entry);
                }
            }
            fields.end();
        } else if (rule.value(how).isPresent()) {
            rule.problem(how, "not a mapping (expected: " + String.join(", ", allowed) + ")");
        }
        return found;
    }

    /** A rule as it is overridden. */
    Value.Mapping apply(String id, Value.Mapping rule) {
        Change change = changes.get(id);
        if (change == null) {
            return rule;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>(rule.entries());
        Optional<String> before = kind(rule);
        entries.putAll(change.replaced);
        change.appended.forEach((key, entry) -> entries.merge(key, entry, Overrides::joined));
        Value.Mapping changed = new Value.Mapping(rule.place(), entries);
        return kind(changed).equals(before) || change.replaced.containsKey("tests")
                ? changed
                : expecting(changed, before, kind(changed));
    }

    /** Where files change a rule, as {@code file:line}. */
    List<String> places(String id) {
        Change change = changes.get(id);
        return change == null
                ? List.of()
                : change.places.stream()
                        .map(place -> place.file() + ":" + place.line())
                        .toList();
    }

    /** Refuses what is about no rule. */
    void claim(Collection<String> ids) {
        changes.forEach((id, change) -> {
            if (!id.isBlank() && !ids.contains(id)) {
                change.places.forEach(
                        place -> problems.add(place, "id: there is no rule '" + id + "'" + Suggest.hint(id, ids)));
            }
        });
    }

    /** The items of both; one value stands for a list of one. */
    static Value.Entry joined(Value.Entry first, Value.Entry second) {
        List<Value> items = new ArrayList<>(items(first.value()));
        items.addAll(items(second.value()));
        return new Value.Entry(first.key(), new Value.Sequence(first.value().place(), items));
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Sequence sequence ? sequence.items() : List.of(value);
    }

    private static Optional<String> kind(Value.Mapping rule) {
        return Optional.ofNullable(rule.entries().get("action"))
                .flatMap(entry -> ActionReader.kind(entry.value()))
                .map(Action.Kind::word);
    }

    /** The rule whose tests expect its new action where they expected the old one. */
    private static Value.Mapping expecting(Value.Mapping rule, Optional<String> before, Optional<String> after) {
        Value.Entry tests = rule.entries().get("tests");
        if (before.isEmpty() || after.isEmpty() || tests == null) {
            return rule;
        }
        List<Value> changed = items(tests.value()).stream()
                .map(test -> expecting(test, before.get(), after.get()))
                .toList();
        Map<String, Value.Entry> entries = new LinkedHashMap<>(rule.entries());
        entries.put(
                "tests",
                new Value.Entry(tests.key(), new Value.Sequence(tests.value().place(), changed)));
        return new Value.Mapping(rule.place(), entries);
    }

    private static Value expecting(Value test, String before, String after) {
        if (!(test instanceof Value.Mapping mapping)) {
            return test;
        }
        Value.Entry expect = mapping.entries().get("expect");
        if (expect != null
                && expect.value() instanceof Value.Scalar scalar
                && scalar.text().equals(before)) {
            Map<String, Value.Entry> entries = new LinkedHashMap<>(mapping.entries());
            entries.put("expect", new Value.Entry(expect.key(), new Value.Scalar(scalar.place(), after, true)));
            return new Value.Mapping(mapping.place(), entries);
        }
        return test;
    }
}
