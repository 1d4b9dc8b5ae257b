package io.jianhu.source;

import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A mapping in a YAML text, and where in the text its values begin and end. */
final class YamlNodes {

    private final String text;
    private final MappingNode root;

    private YamlNodes(String text, MappingNode root) {
        this.text = text;
        this.root = root;
    }

    /** Of a file that {@link Yaml} has read before: it is one mapping, well formed and in UTF-8. */
    static YamlNodes of(String text) {
        LoadSettings settings = LoadSettings.builder().build();
        Node root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
                .getSingleNode()
                .orElseThrow(() -> new IllegalArgumentException("no document"));
        if (!(root instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("not a mapping");
        }
        return new YamlNodes(text, mapping);
    }

    static String decoded(byte[] bytes) {
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    boolean inBraces() {
        return isFlow(root);
    }

    /** How far the keys are indented. */
    int indentation() {
        return root.getStartMark().map(Mark::getColumn).orElse(0);
    }

    Optional<Node> value(String key) {
        return root.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    static boolean isFlow(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.FLOW;
    }

    /** Whether a value stands in one piece, so that it can be taken out and another put in its place. */
    static boolean isPlain(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.LITERAL
                && scalar.getScalarStyle() != ScalarStyle.FOLDED;
    }

    int start(Node node) {
        return offset(node.getStartMark());
    }

    /** Behind the last sign of a value; a block ends where the last value in it does, not where the next begins. */
    int end(Node node) {
        Node last = node;
        while (last instanceof CollectionNode<?> block
                && !isFlow(block)
                && !block.getValue().isEmpty()) {
            last = last(block);
        }
        return offset(last.getEndMark());
    }

    private static Node last(CollectionNode<?> block) {
        Object last = block.getValue().getLast();
        return last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last;
    }

    /** Marks count code points. */
    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }
}
