package io.jianhu.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A change of a few values of a YAML file that leaves everything else, comments too, byte for byte as it was. The file
 * is one that {@link Yaml} has read.
 */
public final class Amendment {

    private final String text;
    private final YamlNodes nodes;
    private final String lineBreak;

    /** @throws IllegalArgumentException when the file is not one mapping in UTF-8 */
    public Amendment(byte[] file) {
        text = YamlNodes.decoded(file);
        nodes = YamlNodes.of(text);
        lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Whether the file is one mapping in braces, as JSON is. */
    public boolean inBraces() {
        return nodes.inBraces();
    }

    /**
     * The file with another value for one key and one more item in the list of another, which is begun below the first
     * key where it is not there.
     *
     * @param value what stands for the value, in YAML and on one line
     * @param item what stands for the item, in YAML and on one line, as it may stand in brackets
     * @return empty when the file is not written in a way that can be changed so
     */
    public Optional<byte[]> set(String key, String value, String list, String item) {
        Optional<Node> changed = nodes.value(key).filter(YamlNodes::isPlain);
        if (changed.isEmpty() || nodes.start(changed.get()) == nodes.end(changed.get())) {
            return Optional.empty();
        }
        Splice first =
                new Splice(nodes.start(changed.get()), nodes.end(changed.get()), quotedAsBefore(changed.get(), value));
        Optional<Node> before = nodes.value(list);
        Optional<Splice> second =
                before.isEmpty() ? Optional.of(begun(changed.get(), list, item)) : longer(before.get(), item);
        return second.map(more -> spliced(List.of(first, more)));
    }

    private String quotedAsBefore(Node node, String value) {
        char quote = text.charAt(nodes.start(node));
        return quote == '"' || quote == '\'' ? quote + value + quote : value;
    }

    private Splice begun(Node above, String list, String item) {
        if (nodes.inBraces()) {
            return Splice.at(nodes.end(above), ", \"" + list + "\": [" + item + "]");
        }
        String indentation = " ".repeat(nodes.indentation());
        return below(nodes.end(above), indentation + list + ":" + lineBreak + indentation + "  - " + item);
    }

    private Optional<Splice> longer(Node list, String item) {
        if (!(list instanceof SequenceNode sequence)) {
            boolean nothing = YamlNodes.isPlain(list);
            int start = nodes.start(list);
            String gap = nothing && start == nodes.end(list) ? " " : "";
            return nothing ? Optional.of(new Splice(start, nodes.end(list), gap + "[" + item + "]")) : Optional.empty();
        }
        if (!YamlNodes.isFlow(sequence)) {
            String indentation = " ".repeat(YamlNodes.column(sequence));
            return Optional.of(below(nodes.end(sequence), indentation + "- " + item));
        }
        return Optional.of(
                sequence.getValue().isEmpty()
                        ? Splice.at(nodes.start(sequence) + 1, item)
                        : Splice.at(nodes.end(sequence.getValue().getLast()), ", " + item));
    }

    /** A line of its own below the one where something ends, and below a comment at its end. */
    private Splice below(int end, String line) {
        boolean atStart = end > 0 && text.charAt(end - 1) == '\n';
        int next = atStart ? end - 1 : text.indexOf('\n', end);
        return next < 0 ? Splice.at(text.length(), lineBreak + line) : Splice.at(next + 1, line + lineBreak);
    }

    private byte[] spliced(List<Splice> splices) {
        StringBuilder changed = new StringBuilder(text);
        List<Splice> fromTheEnd = new ArrayList<>(splices);
        fromTheEnd.sort((left, right) -> Integer.compare(right.from(), left.from()));
        fromTheEnd.forEach(splice -> changed.replace(splice.from(), splice.to(), splice.text()));
        return changed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private record Splice(int from, int to, String text) {

        static Splice at(int place, String text) {
            return new Splice(place, place, text);
        }
    }
}
