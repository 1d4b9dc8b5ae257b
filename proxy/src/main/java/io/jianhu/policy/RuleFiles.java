package io.jianhu.policy;

import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rules/*.yaml}: rule sets whose ids are unique and within the range that each set declares. */
final class RuleFiles {
    private static final Pattern ID = Pattern.compile("([A-Z]{2,8})-([0-9]{2,8})");
    private static final Pattern RANGE = Pattern.compile(ID.pattern() + "\\.\\." + ID.pattern());

    private final RuleReader reader;
    private final Problems problems;
    private final Map<String, Place> places = new HashMap<>();

    RuleFiles(RuleReader reader, Problems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    /** A family of ids, both ends included. */
    private record Range(String text, String family, long from, long to) {

        boolean has(String id) {
            Matcher form = ID.matcher(id);
            if (!form.matches() || !form.group(1).equals(family)) {
                return false;
            }
            long number = Long.parseLong(form.group(2));
            return number >= from && number <= to;
        }
    }

    List<Draft> read(Folder folder) {
        List<Draft> drafts = new ArrayList<>();
        folder.in("rules", ".yml")
                .keySet()
                .forEach(path -> problems.add(Place.ofFile(path), "ends in .yml (expected: .yaml)"));
        folder.in("exceptions", ".yaml")
                .keySet()
                .forEach(path -> problems.add(Place.ofFile(path), "this release has no exceptions"));
        folder.in("rules", ".yaml")
                .forEach((path, bytes) ->
                        Yaml.read(path, bytes, problems).ifPresent(document -> drafts.addAll(set(document))));
        return drafts;
    }

    private List<Draft> set(Value document) {
        Fields set = Fields.of(document, problems);
        constant(set, "apiVersion", "jianhu/v1");
        constant(set, "kind", "RuleSet");
        Fields metadata = set.fields("metadata");
        String name = metadata.text("name");
        String owner = metadata.text("owner", "");
        Optional<Range> range = range(metadata);
        metadata.end();
        List<Draft> drafts = new ArrayList<>();
        for (Fields rule : set.list("rules")) {
            Draft draft = reader.read(rule, name, owner);
            id(rule, draft.rule().id(), range);
            drafts.add(draft);
        }
        if (drafts.isEmpty()) {
            problems.add(set.place("rules"), "no rules");
        }
        set.end();
        return drafts;
    }

    private void constant(Fields set, String key, String expected) {
        String found = set.text(key);
        if (!found.isEmpty() && !found.equals(expected)) {
            set.problem(key, "'" + found + "' (expected: " + expected + ")");
        }
    }

    private Optional<Range> range(Fields metadata) {
        String text = metadata.text("ids");
        Matcher form = RANGE.matcher(text);
        if (form.matches() && form.group(1).equals(form.group(3))) {
            Range range = new Range(text, form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(4)));
            if (range.from() <= range.to()) {
                return Optional.of(range);
            }
        }
        if (!text.isEmpty()) {
            metadata.problem("ids", "'" + text + "' (expected: a range such as JH-3100..JH-3199)");
        }
        return Optional.empty();
    }

    private void id(Fields rule, String id, Optional<Range> range) {
        if (id.isEmpty()) {
            return;
        }
        if (!ID.matcher(id).matches()) {
            rule.problem("id", "'" + id + "' (expected: an id such as JH-3110)");
            return;
        }
        if (range.isPresent() && !range.get().has(id)) {
            rule.problem("id", "'" + id + "' (expected: within " + range.get().text() + ")");
        }
        Place other = places.putIfAbsent(id, rule.place("id"));
        if (other != null) {
            rule.problem("id", "'" + id + "' is taken at " + other.file() + ":" + other.line());
        }
    }
}
