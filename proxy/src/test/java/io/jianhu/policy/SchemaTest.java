package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Severity;
import io.jianhu.guard.Matcher;
import io.jianhu.mask.Identifiers;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import io.jianhu.text.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas and the compiler know the same keys and the same words. */
class SchemaTest {
    private static final List<String> SCHEMAS = List.of("ruleset", "exceptions", "overrides", "thresholds");

    /**
     * One kind of mapping.
     *
     * @param definitions in the schema, whose keys are allowed here; empty for the whole document
     * @param path where such a file stands
     * @param file a file with nothing but a stranger in such a mapping
     */
    record Frame(String schema, List<String> definitions, String path, String file) {

        private static Frame rules(String definitions, String file) {
            return new Frame("ruleset", List.of(definitions.split(" ")), "rules/a.yaml", file);
        }
    }

    static Stream<Frame> frames() {
        return Stream.of(
                Frame.rules("", "{%s: 1}"),
                Frame.rules("metadata", "{metadata: {%s: 1}}"),
                Frame.rules("rule", "{rules: [{%s: 1}]}"),
                Frame.rules("title", "{rules: [{title: {%s: 1}}]}"),
                Frame.rules("basis", "{rules: [{basis: [{%s: 1}]}]}"),
                Frame.rules("scope", "{rules: [{scope: {%s: 1}}]}"),
                Frame.rules("canary", "{rules: [{canary: {%s: 1}}]}"),
                Frame.rules("any all matcher", "{rules: [{match: {%s: 1}}]}"),
                Frame.rules("any all matcher", "{rules: [{match: [{%s: 1}]}]}"),
                Frame.rules("any all matcher", "{rules: [{match: {any: {%s: 1}}}]}"),
                Frame.rules("any all not matcher", "{rules: [{match: {all: [{%s: 1}]}}]}"),
                Frame.rules("anyException exception", "{rules: [{match: {all: [{not: {%s: 1}}]}}]}"),
                Frame.rules("anyException exception", "{rules: [{unless: [{%s: 1}]}]}"),
                Frame.rules("near", "{rules: [{match: [{near: {%s: 1}}]}]}"),
                Frame.rules("length", "{rules: [{match: [{length: {%s: 1}}]}]}"),
                Frame.rules("similar", "{rules: [{match: [{similar: {%s: 1}}]}]}"),
                Frame.rules("judge", "{rules: [{match: [{judge: {%s: 1}}]}]}"),
                Frame.rules("action", "{rules: [{action: {%s: 1}}]}"),
                Frame.rules("test", "{rules: [{tests: [{%s: 1}]}]}"),
                new Frame("exceptions", List.of(""), "exceptions/a.yaml", HEAD.formatted("Exceptions") + "%s: 1}"),
                new Frame(
                        "exceptions",
                        List.of("item"),
                        "exceptions/a.yaml",
                        HEAD.formatted("Exceptions") + "items: [{%s: 1}]}"),
                new Frame(
                        "exceptions",
                        List.of("when"),
                        "exceptions/a.yaml",
                        HEAD.formatted("Exceptions") + "items: [{when: {%s: 1}}]}"),
                new Frame("overrides", List.of(""), "overrides/a.yaml", HEAD.formatted("Overrides") + "%s: 1}"),
                new Frame(
                        "overrides",
                        List.of("override"),
                        "overrides/a.yaml",
                        HEAD.formatted("Overrides") + "rules: [{%s: 1}]}"),
                new Frame(
                        "overrides",
                        List.of("append"),
                        "overrides/a.yaml",
                        HEAD.formatted("Overrides") + "rules: [{append: {%s: 1}}]}"),
                new Frame(
                        "overrides",
                        List.of("replace"),
                        "overrides/a.yaml",
                        HEAD.formatted("Overrides") + "rules: [{replace: {%s: 1}}]}"),
                new Frame("thresholds", List.of(""), "thresholds.yaml", HEAD.formatted("Thresholds") + "%s: 1}"),
                new Frame(
                        "thresholds",
                        List.of("limit"),
                        "thresholds.yaml",
                        HEAD.formatted("Thresholds") + "input: {%s: 1}}"),
                new Frame(
                        "thresholds",
                        List.of("limit"),
                        "thresholds.yaml",
                        HEAD.formatted("Thresholds") + "output: {%s: 1}}"),
                new Frame(
                        "thresholds",
                        List.of("ceiling"),
                        "thresholds.yaml",
                        HEAD.formatted("Thresholds") + "ceiling: {%s: 1}}"));
    }

    private static final String HEAD = "{apiVersion: jianhu/v1, kind: %s, ";

    @ParameterizedTest
    @MethodSource("frames")
    void everyKeyOfTheSchemaIsAcceptedAndNoOther(Frame frame) {
        Set<String> known = new TreeSet<>();
        frame.definitions().forEach(name -> known.addAll(keys(frame.schema(), name)));
        Set<String> accepted = new TreeSet<>();
        for (String key : strangers()) {
            if (accepts(frame.path(), frame.file().formatted(key), key)) {
                accepted.add(key);
            }
        }
        assertThat(accepted).isEqualTo(known);
    }

    /** Every key of every mapping of every schema, and one of none. */
    private static Set<String> strangers() {
        Set<String> keys = new TreeSet<>(List.of("extra"));
        for (String schema : SCHEMAS) {
            keys.addAll(keys(schema, ""));
            at(schema(schema), "$defs").entries().forEach((name, entry) -> {
                if (((Value.Mapping) entry.value()).entries().containsKey("properties")) {
                    keys.addAll(keys(schema, name));
                }
            });
        }
        return keys;
    }

    @Test
    void everyMappingOfTheSchemasIsInAFrame() {
        Set<String> framed = new TreeSet<>();
        frames().forEach(frame -> frame.definitions().forEach(name -> framed.add(frame.schema() + " " + name)));
        Set<String> mappings = new TreeSet<>();
        for (String schema : SCHEMAS) {
            mappings.add(schema + " ");
            at(schema(schema), "$defs").entries().forEach((name, entry) -> {
                if (((Value.Mapping) entry.value()).entries().containsKey("properties")) {
                    mappings.add(schema + " " + name);
                }
            });
        }
        assertThat(framed).isEqualTo(mappings);
    }

    @Test
    void wordsAreTheSame() {
        assertThat(words("stage"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Stage.values()).map(Stage::word).toList());
        assertThat(words("kind")).containsExactlyInAnyOrderElementsOf(Identifiers.kinds());
        assertThat(words("form"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Matcher.Encoding.Form.values())
                        .map(Matcher.Encoding.Form::word)
                        .toList());
        assertThat(words("layer"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Spelling.values())
                        .filter(spelling -> spelling != Spelling.PLAIN)
                        .map(Spelling::word)
                        .toList());
        List<String> actions =
                Arrays.stream(Action.Kind.values()).map(Action.Kind::word).toList();
        assertThat(words("action", "properties", "kind")).containsExactlyInAnyOrderElementsOf(actions);
        assertThat(words("test", "properties", "expect"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("allow"), actions.stream()).toList());
        assertThat(words("rule", "properties", "severity"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Severity.values())
                        .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(words("rule", "properties", "mode"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Mode.values()).map(Mode::word).toList());
        assertThat(words("rule", "properties", "onFailure"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(OnFailure.values()).map(OnFailure::word).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "shadow", "canary", "enforce"})
    void aCeilingHasTheModesOfItsSchema(String mode) {
        String file = HEAD.formatted("Thresholds") + "ceiling: {mode: " + mode + "}}";
        boolean refused = problems("thresholds.yaml", file).stream().anyMatch(message -> message.startsWith("mode: "));
        assertThat(refused)
                .isNotEqualTo(
                        words("thresholds", "ceiling", "properties", "mode").contains(mode));
    }

    @ParameterizedTest
    @CsvSource({"level, 0, 5", "canary.percent, 0, 100", "within, -1, 201", "over, 0, 1000001"})
    void numbersHaveTheSameBounds(String key, String below, String above) {
        String file = switch (key) {
            case "level" -> "{rules: [{level: %s}]}";
            case "canary.percent" -> "{rules: [{canary: {percent: %s}}]}";
            case "within" -> "{rules: [{match: [{near: {all: [a, b], within: %s}}]}]}";
            default -> "{rules: [{match: [{length: {over: %s}}]}]}";
        };
        Value.Mapping bounds = switch (key) {
            case "level" -> at(schema("ruleset"), "$defs", "rule", "properties", "level");
            case "canary.percent" -> at(schema("ruleset"), "$defs", "canary", "properties", "percent");
            case "within" -> at(schema("ruleset"), "$defs", "near", "properties", "within");
            default -> at(schema("ruleset"), "$defs", "characters");
        };
        int least = Integer.parseInt(text(bounds, "minimum"));
        int most = Integer.parseInt(text(bounds, "maximum"));
        assertThat(Integer.parseInt(below)).isEqualTo(least - 1);
        assertThat(Integer.parseInt(above)).isEqualTo(most + 1);
        String refusal = " (expected: a whole number from " + least + " to " + most + ")";
        for (String number : List.of(below, above)) {
            assertThat(problems("rules/a.yaml", file.formatted(number)))
                    .anyMatch(message -> message.endsWith(number + refusal));
        }
        for (int number : List.of(least, most)) {
            assertThat(problems("rules/a.yaml", file.formatted(number)))
                    .noneMatch(message -> message.endsWith(refusal));
        }
    }

    @Test
    void everySchemaIsKnownToEditors() throws IOException {
        String settings = Files.readString(Path.of("../.vscode/settings.json"));
        for (String schema : SCHEMAS) {
            String path = "proxy/src/main/resources/io/jianhu/policy/" + schema + ".schema.json";
            assertThat(Path.of("..", path)).exists();
            assertThat(settings).contains("\"./" + path + "\"");
        }
    }

    @Test
    void whatASchemaRefersToIsThere() throws IOException {
        for (String schema : SCHEMAS) {
            String text = new String(bytes(schema), java.nio.charset.StandardCharsets.UTF_8);
            java.util.regex.Pattern.compile("\"\\$ref\": \"([a-z.]*)#/([^\"]*)\"")
                    .matcher(text)
                    .results()
                    .forEach(found -> {
                        String other = found.group(1).isEmpty()
                                ? schema
                                : found.group(1).replace(".schema.json", "");
                        assertThat(at(schema(other), found.group(2).split("/"))).isNotNull();
                    });
        }
    }

    private static boolean accepts(String path, String file, String key) {
        return problems(path, file).stream()
                .noneMatch(message -> message.startsWith("unknown key '" + key + "'")
                        || message.startsWith(key + ": stands alone (expected: inside 'all'")
                        || message.startsWith(key + ": takes nothing back"));
    }

    private static List<String> problems(String path, String file) {
        Problems problems = new Problems();
        Rulebook.compile(Folders.of(path, file), id -> true, LocalDate.EPOCH, new NaiveEngine(false), problems);
        return problems.list().stream().map(problem -> problem.message()).toList();
    }

    private static Set<String> keys(String schema, String definition) {
        Value.Mapping whole = schema(schema);
        Value.Mapping mapping = definition.isEmpty() ? whole : at(whole, "$defs", definition);
        return new TreeSet<>(at(mapping, "properties").entries().keySet());
    }

    private static List<String> words(String definition, String... path) {
        return SCHEMAS.contains(definition)
                ? words(at(at(schema(definition), "$defs"), path))
                : words(at(at(schema("ruleset"), "$defs", definition), path));
    }

    private static List<String> words(Value.Mapping mapping) {
        Value words = Objects.requireNonNull(mapping.entries().get("enum")).value();
        return ((Value.Sequence) words)
                .items().stream().map(item -> ((Value.Scalar) item).text()).toList();
    }

    private static String text(Value.Mapping mapping, String key) {
        return ((Value.Scalar)
                        Objects.requireNonNull(mapping.entries().get(key)).value())
                .text();
    }

    private static Value.Mapping at(Value.Mapping mapping, String... path) {
        Value.Mapping found = mapping;
        for (String key : path) {
            found = (Value.Mapping)
                    Objects.requireNonNull(found.entries().get(key), key).value();
        }
        return found;
    }

    private static Value.Mapping schema(String name) {
        Problems problems = new Problems();
        return (Value.Mapping)
                Yaml.read(name, bytes(name), problems).orElseThrow(() -> new AssertionError(problems.list()));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Rulebook.class.getResourceAsStream(name + ".schema.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
