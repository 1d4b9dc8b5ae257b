package io.jianhu.disclose;

import io.jianhu.source.Place;
import io.jianhu.source.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A label as it stands in a file, whatever is wrong with it.
 *
 * @param fields by name, in the order of the file
 */
record FoundLabel(Place place, Map<String, Field> fields) {

    /** Plain YAML that is no text (YAML 1.2, core schema). */
    private static final Pattern NO_TEXT = Pattern.compile("|~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE"
            + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
            + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    FoundLabel {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** @param text the value, when it is a text */
    record Field(Place place, Optional<String> text) {}

    /** The label in front matter; empty when no mapping stands there. */
    static Optional<FoundLabel> of(Value.Entry entry) {
        if (!(entry.value() instanceof Value.Mapping mapping)) {
            return Optional.empty();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        mapping.entries().forEach((name, field) -> fields.put(name, new Field(field.key(), text(field.value()))));
        return Optional.of(new FoundLabel(entry.key(), fields));
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.Scalar scalar
                        && (scalar.quoted() || !NO_TEXT.matcher(scalar.text()).matches())
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** The values that are texts, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, field) -> field.text().ifPresent(text -> texts.put(name, text)));
        return texts;
    }
}
