package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two policies.
 *
 * @param added rules that only the newer one has
 * @param removed rules that only the older one has
 * @param changed rules that both have and that say something else
 * @param files other files that were added, removed or changed, by path
 */
public record Comparison(List<Rule> added, List<Rule> removed, List<Change> changed, Map<String, FileChange> files) {

    /** What a rule says of itself beside what is compared word by word, or what follows from it. */
    private static final Set<String> DERIVED = Set.of("file", "line", "matchers", "tests", "holdBack");

    public Comparison {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /**
     * How a rule changed.
     *
     * @param members what it says of itself, by name, where that changed
     * @param wordsAdded how many words and expressions of its conditions are new
     * @param wordsRemoved how many of them are gone
     * @param testsAdded how many of its tests are new
     * @param testsRemoved how many of them are gone
     */
    public record Change(
            Rule now, Map<String, Pair> members, int wordsAdded, int wordsRemoved, int testsAdded, int testsRemoved) {

        boolean isEmpty() {
            return members.isEmpty() && wordsAdded + wordsRemoved + testsAdded + testsRemoved == 0;
        }
    }

    /** What stood there and what stands there. */
    public record Pair(String before, String after) {}

    /**
     * How a file changed.
     *
     * @param linesAdded how many different lines are new
     * @param linesRemoved how many different lines are gone
     */
    public record FileChange(int linesAdded, int linesRemoved) {}

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && files.isEmpty();
    }

    /** Compares two policies that compile. */
    public static Comparison of(Folder before, Rulebook old, Folder after, Rulebook now) {
        Map<String, Rule> olds = byId(old);
        Map<String, Rule> news = byId(now);
        Map<String, Written> writtenBefore = written(before);
        Map<String, Written> writtenAfter = written(after);
        List<Change> changed = new ArrayList<>();
        news.forEach((id, rule) -> {
            Rule other = olds.get(id);
            if (other != null) {
                Change change = change(
                        other,
                        rule,
                        writtenBefore.getOrDefault(id, Written.NOTHING),
                        writtenAfter.getOrDefault(id, Written.NOTHING));
                if (!change.isEmpty()) {
                    changed.add(change);
                }
            }
        });
        return new Comparison(without(news, olds), without(olds, news), changed, files(before, after));
    }

    private static Map<String, Rule> byId(Rulebook rulebook) {
        return rulebook.rules().stream()
                .collect(Collectors.toMap(Rule::id, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private static List<Rule> without(Map<String, Rule> these, Map<String, Rule> those) {
        return these.values().stream()
                .filter(rule -> !those.containsKey(rule.id()))
                .toList();
    }

    private static Change change(Rule before, Rule after, Written old, Written now) {
        Map<String, Pair> members = new TreeMap<>();
        for (RecordComponent component : Rule.class.getRecordComponents()) {
            Object was = value(component, before);
            Object is = value(component, after);
            if (!DERIVED.contains(component.getName()) && !Objects.equals(was, is)) {
                members.put(component.getName(), new Pair(shown(was), shown(is)));
            }
        }
        return new Change(
                after,
                members,
                more(now.words, old.words),
                more(old.words, now.words),
                more(now.tests, old.tests),
                more(old.tests, now.tests));
    }

    private static Object value(RecordComponent component, Rule rule) {
        try {
            return component.getAccessor().invoke(rule);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's own accessor fails", e);
        }
    }

    private static String shown(Object value) {
        return switch (value) {
            case Mode mode -> mode.word();
            case OnFailure onFailure -> onFailure.word();
            case Action action ->
                action.kind().word() + action.notice().map(id -> " " + id).orElse("");
            case Enum<?> constant -> constant.name().toLowerCase(java.util.Locale.ROOT);
            case java.util.Optional<?> optional ->
                optional.map(Object::toString).orElse("-");
            case Set<?> set -> set.stream().map(Comparison::shown).sorted().collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }

    private static int more(Set<String> these, Set<String> those) {
        return (int) these.stream().filter(word -> !those.contains(word)).count();
    }

    /** The words of a rule's conditions and its tests, as they are written. */
    private record Written(Set<String> words, Set<String> tests) {
        static final Written NOTHING = new Written(Set.of(), Set.of());
    }

    private static Map<String, Written> written(Folder folder) {
        Map<String, Written> written = new TreeMap<>();
        folder.in("rules", ".yaml")
                .forEach((path, bytes) -> Yaml.read(path, bytes, new Problems())
                        .filter(Value.Mapping.class::isInstance)
                        .map(document -> ((Value.Mapping) document).entries().get("rules"))
                        .map(Value.Entry::value)
                        .filter(Value.Sequence.class::isInstance)
                        .ifPresent(rules -> ((Value.Sequence) rules).items().forEach(rule -> written(rule, written))));
        return written;
    }

    private static void written(Value rule, Map<String, Written> all) {
        if (rule instanceof Value.Mapping mapping && id(mapping) instanceof Value.Scalar name) {
            Set<String> words = new TreeSet<>();
            Set<String> tests = new TreeSet<>();
            mapping.entries().forEach((key, entry) -> {
                switch (key) {
                    case "match", "unless" -> leaves(key, entry.value(), words);
                    case "tests" -> items(entry.value()).forEach(test -> tests.add(leaves(test)));
                    default -> {}
                }
            });
            all.put(name.text(), new Written(words, tests));
        }
    }

    private static @Nullable Value id(Value.Mapping rule) {
        Value.Entry id = rule.entries().get("id");
        return id == null ? null : id.value();
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Sequence sequence ? sequence.items() : List.of(value);
    }

    private static String leaves(Value value) {
        Set<String> texts = new TreeSet<>();
        leaves("", value, texts);
        return String.join("\0", texts);
    }

    /** The texts below a value, each with the keys that lead to it. */
    private static void leaves(String path, Value value, Set<String> texts) {
        switch (value) {
            case Value.Scalar scalar -> texts.add(path + "\0" + scalar.text());
            case Value.Sequence sequence -> sequence.items().forEach(item -> leaves(path, item, texts));
            case Value.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> leaves(path + "." + key, entry.value(), texts));
        }
    }

    private static Map<String, FileChange> files(Folder before, Folder after) {
        Map<String, FileChange> files = new TreeMap<>();
        Set<String> paths = new TreeSet<>(before.files().keySet());
        paths.addAll(after.files().keySet());
        for (String path : paths) {
            byte[] old = before.files().getOrDefault(path, new byte[0]);
            byte[] now = after.files().getOrDefault(path, new byte[0]);
            boolean sameKind = before.files().containsKey(path) == after.files().containsKey(path);
            if (!path.startsWith("rules/") && !(sameKind && Arrays.equals(old, now))) {
                Set<String> oldLines = lines(old);
                Set<String> newLines = lines(now);
                files.put(path, new FileChange(more(newLines, oldLines), more(oldLines, newLines)));
            }
        }
        return files;
    }

    private static Set<String> lines(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * How the verdicts on some texts change.
     *
     * @param counts how many texts had the first decision and have the second
     * @param different the texts whose decision changes
     */
    public record Verdicts(Map<Decision, Map<Decision, Integer>> counts, List<Moved> different) {

        public Verdicts {
            different = List.copyOf(different);
        }
    }

    /** A text whose decision changes. */
    public record Moved(Corpus.Line line, Decision before, Decision after, List<String> rules) {}

    /** Tries both on every text. */
    public static Verdicts verdicts(
            Function<String, Appraisal> old, Function<String, Appraisal> now, List<Corpus.Line> lines) {
        List<Moved> moved = lines.parallelStream()
                .map(line -> moved(line, old.apply(line.text()), now.apply(line.text())))
                .toList();
        Map<Decision, Map<Decision, Integer>> counts = new EnumMap<>(Decision.class);
        moved.forEach(one -> counts.computeIfAbsent(one.before(), key -> new EnumMap<>(Decision.class))
                .merge(one.after(), 1, Integer::sum));
        return new Verdicts(
                counts,
                moved.stream().filter(one -> one.before() != one.after()).toList());
    }

    private static Moved moved(Corpus.Line line, Appraisal old, Appraisal now) {
        Set<String> rules = new TreeSet<>();
        old.ruling().verdict().because().forEach(finding -> rules.add(finding.rule()));
        now.ruling().verdict().because().forEach(finding -> rules.add(finding.rule()));
        return new Moved(
                line, old.ruling().verdict().decision(), now.ruling().verdict().decision(), List.copyOf(rules));
    }
}
