package io.jianhu.source;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a safe subset of YAML 1.2 (JSON is one too): one document, no aliases, no tags of one's own, no duplicate keys,
 * scalar keys, bounded depth and size.
 */
public final class Yaml {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_DEPTH = 32;
    private static final int MOST_VALUES = 400_000;

    private final String file;
    private final boolean mayBeEmpty;
    private final Problems problems;

    private Yaml(String file, boolean mayBeEmpty, Problems problems) {
        this.file = file;
        this.mayBeEmpty = mayBeEmpty;
        this.problems = problems;
    }

    /** The document of a file; empty when it has none or is not well formed, which is then among the problems. */
    public static Optional<Value> read(String file, byte[] bytes, Problems problems) {
        return new Yaml(file, false, problems).read(bytes);
    }

    /** The same of a file that may say nothing, or nothing but comments: it then is a mapping without keys. */
    public static Optional<Value> readOrEmpty(String file, byte[] bytes, Problems problems) {
        return new Yaml(file, true, problems).read(bytes);
    }

    private Optional<Value> read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    Place.ofFile(file), "file of " + bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MOST_BYTES)
                .build();
        try {
            String text = Utf8.decode(bytes);
            List<Node> documents = new ArrayList<>();
            StreamReader reader = new StreamReader(settings, text);
            new Composer(settings, new Bounds(new ParserImpl(settings, reader), MOST_DEPTH, MOST_VALUES))
                    .forEachRemaining(documents::add);
            if (documents.isEmpty() && mayBeEmpty) {
                return Optional.of(new Value.Mapping(Place.ofFile(file), Map.of()));
            }
            if (documents.size() != 1) {
                problems.add(Place.ofFile(file), documents.size() + " documents (expected: one)");
                return Optional.empty();
            }
            int before = problems.size();
            Value value = value(documents.get(0));
            return problems.size() > before ? Optional.empty() : Optional.of(value);
        } catch (CharacterCodingException e) {
            problems.add(Place.ofFile(file), "not UTF-8");
        } catch (Bounds.Exceeded e) {
            problems.add(e.getProblemMark().map(this::place).orElse(Place.ofFile(file)), e.getProblem());
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(Place.ofFile(file));
            problems.add(place, "not YAML: " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Place.ofFile(file), "not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Value value(Node node) {
        Place place = node.getStartMark().map(this::place).orElse(Place.ofFile(file));
        if (node.getAnchor().isPresent()) {
            problems.add(place, "anchors and aliases are not accepted");
        }
        if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
            problems.add(place, "tags are not accepted");
        }
        return switch (node) {
            case ScalarNode scalar ->
                new Value.Scalar(place, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
            case SequenceNode sequence ->
                new Value.Sequence(
                        place, sequence.getValue().stream().map(this::value).toList());
            case MappingNode mapping -> new Value.Mapping(place, entries(mapping));
            default -> throw new IllegalStateException("node of an unknown kind: " + node.getNodeType());
        };
    }

    private Map<String, Value.Entry> entries(MappingNode mapping) {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = tuple.getKeyNode().getStartMark().map(this::place).orElse(Place.ofFile(file));
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place, "a key must be a plain word");
            } else if (entries.containsKey(key.getValue())) {
                problems.add(place, "duplicate key '" + key.getValue() + "'");
            } else {
                entries.put(key.getValue(), new Value.Entry(place, value(tuple.getValueNode())));
            }
        }
        return entries;
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }
}
