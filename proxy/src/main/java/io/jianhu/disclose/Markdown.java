package io.jianhu.disclose;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Utf8;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Markdown text with or without front matter: a YAML mapping between a first line {@code ---} and the next line
 * {@code ---} or {@code ...}. A first line {@code ---} that nothing ends is a line of the text. The implicit label stands
 * in the front matter under {@code AIGC} (TC260-PG-20258A). Immutable.
 */
public final class Markdown {

    static final String KEY = "AIGC";
    private static final String FENCE = "---";

    private final String file;
    private final String text;
    private final int closing;
    private final int body;
    private final Map<String, Value.Entry> entries;

    private Markdown(String file, String text, int closing, int body, Map<String, Value.Entry> entries) {
        this.file = file;
        this.text = text;
        this.closing = closing;
        this.body = body;
        this.entries = entries;
    }

    /**
     * Reads a text; empty exactly when problems were added.
     *
     * @param file how problems name the text
     */
    public static Optional<Markdown> read(String file, byte[] bytes, Problems problems) {
        return Utf8.read(file, bytes, problems).flatMap(text -> read(file, text, problems));
    }

    static Optional<Markdown> read(String file, String text, Problems problems) {
        int begin = Utf8.mark(text);
        int line = after(text, begin);
        if (!fence(text, begin).equals(FENCE)) {
            return Optional.of(new Markdown(file, text, -1, begin, Map.of()));
        }
        while (line < text.length()
                && !fence(text, line).equals(FENCE)
                && !fence(text, line).equals("...")) {
            line = after(text, line);
        }
        if (line >= text.length()) {
            return Optional.of(new Markdown(file, text, -1, begin, Map.of()));
        }
        int closing = line;
        byte[] yaml = text.substring(begin, closing).getBytes(StandardCharsets.UTF_8);
        return Yaml.read(file, yaml, problems)
                .flatMap(value -> entries(value, problems))
                .map(entries -> new Markdown(file, text, closing, after(text, closing), entries));
    }

    private static Optional<Map<String, Value.Entry>> entries(Value value, Problems problems) {
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(mapping.entries());
        }
        if (value instanceof Value.Scalar scalar && scalar.text().isEmpty() && !scalar.quoted()) {
            return Optional.of(Map.of());
        }
        problems.add(value.place(), "front matter that is no mapping (expected: key: value)");
        return Optional.empty();
    }

    /** Where the line after the one at a place begins; lines end as in YAML and CommonMark. */
    private static int after(String text, int place) {
        int end = place;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return Math.min(text.length(), end + (text.startsWith("\r\n", end) ? 2 : 1));
    }

    /** The line that begins at a place, without blanks at its end. */
    private static String fence(String text, int place) {
        int end = after(text, place);
        while (end > place && " \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(place, end);
    }

    /** The label in the front matter, whatever is in it. */
    Optional<Value.Entry> label() {
        return Optional.ofNullable(entries.get(KEY));
    }

    /**
     * The same text with a label in its front matter and a visible one at the beginning of its words; what stood there
     * stays as it was, with its ends of lines and its byte order mark. Empty exactly when problems were added.
     *
     * @param visible the visible label
     * @param marks words by which a text is known to bear a visible label already
     * @param replace whether a label that stands in the front matter may be replaced
     */
    public Optional<String> labelled(
            AigcLabel label, String visible, List<String> marks, boolean replace, Problems problems) {
        Optional<Value.Entry> present = label();
        if (present.isPresent() && !replace) {
            problems.add(present.get().key(), KEY + " stands here already (expected: --force to replace it)");
            return Optional.empty();
        }
        String lineEnd = lineEnd();
        String words = words(visible.replace("\n", lineEnd), marks, lineEnd);
        String edited = head(label, lineEnd) + words;
        if (!keeps(edited, label)) {
            Place place = present.map(Value.Entry::key).orElse(new Place(file, 1, 1));
            problems.add(
                    place, "front matter of a form that cannot be edited (expected: each key on a line of its own)");
            return Optional.empty();
        }
        return Optional.of(edited);
    }

    /** How lines of the text end: the first of them tells, but a lone return only where there is no line feed at all. */
    private String lineEnd() {
        int feed = text.indexOf('\n');
        if (feed < 0) {
            return text.indexOf('\r') < 0 ? "\n" : "\r";
        }
        return text.startsWith("\r\n", feed - 1) ? "\r\n" : "\n";
    }

    private String head(AigcLabel label, String lineEnd) {
        if (closing < 0) {
            return text.substring(0, body) + FENCE + lineEnd + block(label, "", lineEnd) + FENCE + lineEnd;
        }
        int start = label().map(entry -> lineStart(entry.key().line())).orElse(closing);
        int end = label().map(entry -> end(entry)).orElse(closing);
        String head = text.substring(0, start) + block(label, indent(), lineEnd) + text.substring(end, body);
        return head.endsWith("\n") || head.endsWith("\r") ? head : head + lineEnd;
    }

    private String indent() {
        return entries.values().stream()
                .findFirst()
                .map(first -> " ".repeat(first.key().column() - 1))
                .orElse("");
    }

    private static String block(AigcLabel label, String indent, String lineEnd) {
        StringBuilder block = new StringBuilder(indent + KEY + ":" + lineEnd);
        label.fields()
                .forEach((name, value) -> block.append(indent)
                        .append("  ")
                        .append(name)
                        .append(": \"")
                        .append(value)
                        .append('"')
                        .append(lineEnd));
        return block.toString();
    }

    private int lineStart(int line) {
        int start = Utf8.mark(text);
        for (int number = 1; number < line; number++) {
            start = after(text, start);
        }
        return start;
    }

    /** Where the lines of an entry end; blank lines and comments before the next key are not among them. */
    private int end(Value.Entry entry) {
        int next = entries.values().stream()
                .mapToInt(other -> other.key().line())
                .filter(line -> line > entry.key().line())
                .map(this::lineStart)
                .min()
                .orElse(closing);
        int first = lineStart(entry.key().line());
        List<Integer> lines = new ArrayList<>();
        for (int line = after(text, first); line < next; line = after(text, line)) {
            lines.add(line);
        }
        int end = next;
        for (int line : lines.reversed()) {
            String content = fence(text, line);
            if (!content.isEmpty() && !content.startsWith(indent() + "#")) {
                break;
            }
            end = line;
        }
        return end;
    }

    private String words(String visible, List<String> marks, String lineEnd) {
        int start = body;
        while (start < text.length() && (text.charAt(start) == '\n' || text.charAt(start) == '\r')) {
            start++;
        }
        String words = text.substring(start);
        if (marks.stream().anyMatch(words.stripLeading()::startsWith)) {
            return text.substring(body);
        }
        return text.substring(body, start) + visible + lineEnd + (words.isEmpty() ? "" : lineEnd + words);
    }

    /** Whether an edited text has the label, and all that the front matter had. */
    private boolean keeps(String edited, AigcLabel label) {
        return read(file, edited, new Problems())
                .filter(read -> read.others().equals(others()))
                .flatMap(Markdown::label)
                .flatMap(FoundLabel::of)
                .map(FoundLabel::texts)
                .equals(Optional.of(label.fields()));
    }

    /** What the front matter has beside the label, wherever it stands. */
    private Map<String, Object> others() {
        Map<String, Object> others = new TreeMap<>();
        entries.forEach((key, entry) -> others.put(key, placeless(entry.value())));
        others.remove(KEY);
        return others;
    }

    private static Object placeless(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> Map.of(scalar.text(), scalar.quoted());
            case Value.Sequence sequence ->
                sequence.items().stream().map(Markdown::placeless).toList();
            case Value.Mapping mapping -> {
                Map<String, Object> entries = new TreeMap<>();
                mapping.entries().forEach((key, entry) -> entries.put(key, placeless(entry.value())));
                yield entries;
            }
        };
    }
}
