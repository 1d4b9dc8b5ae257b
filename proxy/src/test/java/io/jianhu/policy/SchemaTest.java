package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.mask.Identifiers;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the compiler know the same keys and the same words. */
class SchemaTest {
    /** Where each kind of mapping of a rule file begins, and a file with nothing but a stranger there. */
    private static final Map<String, String> FRAMES = new TreeMap<>(Map.of(
            "", "{%s: 1}",
            "metadata", "{metadata: {%s: 1}}",
            "rule", "{rules: [{%s: 1}]}",
            "title", "{rules: [{title: {%s: 1}}]}",
            "basis", "{rules: [{basis: [{%s: 1}]}]}",
            "scope", "{rules: [{scope: {%s: 1}}]}",
            "matcher", "{rules: [{match: [{%s: 1}]}]}",
            "exception", "{rules: [{unless: [{%s: 1}]}]}",
            "action", "{rules: [{action: {%s: 1}}]}",
            "test", "{rules: [{tests: [{%s: 1}]}]}"));

    private final Value.Mapping schema = schema();

    @Test
    void everyKeyOfTheSchemaIsAcceptedAndNoOther() {
        Set<String> keys = new TreeSet<>();
        FRAMES.keySet().forEach(frame -> keys.addAll(keys(frame)));
        keys.addAll(List.of("near", "similar", "judge", "all", "any", "extra"));
        FRAMES.forEach((frame, file) -> {
            Set<String> accepted = new TreeSet<>();
            for (String key : keys) {
                if (accepts(file.formatted(key), key)) {
                    accepted.add(key);
                }
            }
            assertThat(accepted).as("keys of " + frame).isEqualTo(keys(frame));
        });
    }

    @ParameterizedTest
    @CsvSource({"any, any", "all, ''"})
    void matchHasOnlyAny(String key, String accepted) {
        assertThat(accepts("{rules: [{match: {%s: [{phrase: x}]}}]}".formatted(key), key))
                .isEqualTo(!accepted.isEmpty())
                .isEqualTo(keys("any").contains(key));
    }

    @Test
    void wordsAreTheSame() {
        assertThat(words("stage"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Stage.values()).map(Stage::word).toList());
        assertThat(words("kind")).containsExactlyInAnyOrderElementsOf(Identifiers.kinds());
        assertThat(words("action", "properties", "kind"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Action.Kind.values())
                        .map(Action.Kind::word)
                        .toList());
        assertThat(words("rule", "properties", "mode"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Mode.values()).map(Mode::word).toList());
        assertThat(words("rule", "properties", "onFailure"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(OnFailure.values()).map(OnFailure::word).toList());
    }

    private static boolean accepts(String file, String key) {
        Problems problems = new Problems();
        RuleReader reader =
                new RuleReader(new NaiveEngine(false), Library.read(Folders.of(), problems), id -> true, problems);
        new RuleFiles(
                        reader,
                        Overrides.read(Folders.of(), problems),
                        Exemptions.read(Folders.of(), java.time.LocalDate.EPOCH, problems),
                        problems)
                .read(Folders.of("rules/a.yaml", file));
        return problems.list().stream()
                .noneMatch(problem -> problem.message().startsWith("unknown key '" + key + "'")
                        || problem.message().contains("this release has no")
                        || problem.message().startsWith(key + ": not in 'unless'"));
    }

    private Set<String> keys(String frame) {
        Value.Mapping mapping = frame.isEmpty() ? schema : at(schema, "$defs", frame);
        return new TreeSet<>(at(mapping, "properties").entries().keySet());
    }

    private List<String> words(String definition, String... path) {
        Value.Mapping mapping = at(at(schema, "$defs", definition), path);
        Value words = Objects.requireNonNull(mapping.entries().get("enum")).value();
        return ((Value.Sequence) words)
                .items().stream().map(item -> ((Value.Scalar) item).text()).toList();
    }

    private static Value.Mapping at(Value.Mapping mapping, String... path) {
        Value.Mapping found = mapping;
        for (String key : path) {
            found = (Value.Mapping)
                    Objects.requireNonNull(found.entries().get(key), key).value();
        }
        return found;
    }

    private static Value.Mapping schema() {
        Problems problems = new Problems();
        try (InputStream in = Objects.requireNonNull(Rulebook.class.getResourceAsStream("ruleset.schema.json"))) {
            return (Value.Mapping) Yaml.read("ruleset.schema.json", in.readAllBytes(), problems)
                    .orElseGet(() -> new Value.Mapping(Place.ofFile(""), Map.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
