package io.jianhu.policy;

import io.jianhu.source.Document;
import io.jianhu.source.EngineVersion;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Reads {@code rules/*.yaml}: rule sets whose ids are unique and within the range that each set declares, as local files
 * override and except them.
 */
final class RuleFiles {
    private static final int MOST_RULES = 20_000;
    private static final long MOST_BYTES = 32L << 20;

    private final RuleReader reader;
    private final Overrides overrides;
    private final Exemptions exemptions;
    private final Recall recall;
    private final Problems problems;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();

    RuleFiles(RuleReader reader, Overrides overrides, Exemptions exemptions, Recall recall, Problems problems) {
        this.reader = reader;
        this.overrides = overrides;
        this.exemptions = exemptions;
        this.recall = recall;
        this.problems = problems;
    }

    List<Draft> read(Folder folder) {
        Document.refuseYml(folder, "rules", problems);
        SortedMap<String, byte[]> files = folder.in("rules", ".yaml");
        long together = files.values().stream().mapToLong(bytes -> bytes.length).sum();
        if (together > MOST_BYTES) {
            problems.add(
                    Place.ofFile("rules"),
                    "files of " + together + " bytes together (expected: at most " + MOST_BYTES + ")");
            return drafts;
        }
        files.forEach((path, bytes) -> recall.documents()
                .get(new Recall.Source(path, bytes), source -> Yaml.read(path, bytes, problems))
                .ifPresent(this::set));
        overrides.claim(places.keySet());
        exemptions.claim(places.keySet());
        return drafts;
    }

    /** Where each id stands. */
    Map<String, Place> places() {
        return places;
    }

    private void set(Value document) {
        Fields set = Fields.of(document, problems);
        constant(set, "apiVersion", "jianhu/v1");
        constant(set, "kind", "RuleSet");
        Fields metadata = set.fields("metadata");
        Rule.Origin origin = new Rule.Origin(
                metadata.text("name"),
                metadata.text("owner", ""),
                metadata.text("pack", ""),
                metadata.text("version", ""));
        Optional<IdRange> range = range(metadata);
        engine(metadata);
        metadata.end();
        Set<Spelling> layers = RuleReader.layers(set);
        List<Value> rules = set.values("rules");
        for (Value rule : rules) {
            if (drafts.size() == MOST_RULES) {
                problems.add(rule.place(), "more than " + MOST_RULES + " rules");
                break;
            }
            rule(rule, origin, layers, range);
        }
        if (rules.isEmpty()) {
            problems.add(set.place("rules"), "no rules");
        }
        set.end();
    }

    private void rule(Value written, Rule.Origin origin, Set<Spelling> layers, Optional<IdRange> range) {
        String id = written instanceof Value.Mapping mapping ? id(mapping) : "";
        Value value =
                written instanceof Value.Mapping mapping ? exemptions.apply(id, overrides.apply(id, mapping)) : written;
        Fields fields = Fields.of(value, problems);
        drafts.add(reader.read(fields, new RuleReader.Surroundings(origin, layers, overrides.places(id))));
        id(fields, id, range);
    }

    private static String id(Value.Mapping rule) {
        Value.Entry entry = rule.entries().get("id");
        return entry != null && entry.value() instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    private void constant(Fields set, String key, String expected) {
        String found = set.text(key);
        if (!found.isEmpty() && !found.equals(expected)) {
            set.problem(key, "'" + found + "' (expected: " + expected + ")");
        }
    }

    private Optional<IdRange> range(Fields metadata) {
        String text = metadata.text("ids");
        Optional<IdRange> range = IdRange.of(text);
        if (range.isEmpty() && !text.isEmpty()) {
            metadata.problem("ids", "'" + text + "' (expected: a range such as JH-3100..JH-3199)");
        }
        return range;
    }

    private void engine(Fields metadata) {
        metadata.optional("minEngine").ifPresent(least -> {
            if (!EngineVersion.FORM.matcher(least).matches()) {
                metadata.problem("minEngine", "'" + least + "' (expected: a version such as 0.1.0)");
            } else if (!EngineVersion.isAtLeast(least)) {
                metadata.problem(
                        "minEngine", least + " (expected: at most " + EngineVersion.CURRENT + ", which runs here)");
            }
        });
    }

    private void id(Fields rule, String id, Optional<IdRange> range) {
        if (id.isEmpty()) {
            return;
        }
        if (!IdRange.ID.matcher(id).matches()) {
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
