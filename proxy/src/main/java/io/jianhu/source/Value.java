package io.jianhu.source;

import java.util.List;
import java.util.Map;

/** A value of a YAML document, and where it stands. */
public sealed interface Value {

    Place place();

    /** A text, number, flag or null, as it was written. */
    record Scalar(Place place, String text, boolean quoted) implements Value {
        boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    record Sequence(Place place, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A mapping in the order it was written. */
    record Mapping(Place place, Map<String, Entry> entries) implements Value {
        public Mapping {
            entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
        }
    }

    /** A key with its place, and its value. */
    record Entry(Place key, Value value) {}

    /** In an error message: what stands there instead of what was expected. */
    default String kind() {
        return switch (this) {
            case Scalar scalar -> scalar.isNull() ? "nothing" : "'" + shortened(scalar.text()) + "'";
            case Sequence sequence -> "a list";
            case Mapping mapping -> "a mapping";
        };
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
