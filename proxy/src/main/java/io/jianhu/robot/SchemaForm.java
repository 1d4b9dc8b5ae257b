package io.jianhu.robot;

import io.jianhu.robot.Schema.Bound;
import io.jianhu.robot.Schema.Constant;
import io.jianhu.source.Fields;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a JSON Schema written in YAML. A keyword that is not known is a problem, since it would not be obeyed. */
final class SchemaForm {

    private static final int DEEPEST = 16;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?");

    private SchemaForm() {}

    static Schema read(Fields form) {
        return read(form, 1);
    }

    private static Schema read(Fields form, int depth) {
        form.optional("title");
        form.optional("description");
        Set<Schema.Type> types = new HashSet<>(form.choices("type", List.of(), Schema.Type.class));
        Set<Constant> constants = constants(form);
        Map<Bound, BigDecimal> bounds = bounds(form);
        Map<String, Schema> properties = properties(form, depth);
        Set<String> required = new LinkedHashSet<>(form.texts("required"));
        boolean closed = form.value("additionalProperties")
                .filter(value -> value instanceof Value.Scalar)
                .map(value -> !form.flag("additionalProperties", true))
                .orElse(false);
        Optional<Schema> others = below(form, "additionalProperties", depth);
        Optional<Schema> items = below(form, "items", depth);
        form.end();
        if (closed) {
            required.stream()
                    .filter(name -> !properties.containsKey(name))
                    .forEach(name -> form.problem(
                            "required",
                            "'" + name + "' is not among the properties, and no others may be"
                                    + Suggest.hint(name, properties.keySet())));
        }
        return new Schema(types, constants, bounds, properties, required, closed, others, items);
    }

    private static Map<String, Schema> properties(Fields form, int depth) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Fields entries = form.fields("properties");
        for (String name : entries.keys()) {
            below(entries, name, depth)
                    .ifPresentOrElse(
                            schema -> properties.put(name, schema),
                            () -> entries.problem(name, "not a schema (expected: a mapping, {} for anything)"));
        }
        return properties;
    }

    private static Optional<Schema> below(Fields form, String key, int depth) {
        Optional<Value> value = form.value(key).filter(below -> !(below instanceof Value.Scalar));
        if (value.isPresent() && depth == DEEPEST) {
            form.problem(key, "too deep (expected: at most " + DEEPEST + " schemas within each other)");
            return Optional.empty();
        }
        return value.map(mapping -> read(Fields.of(mapping, form.problems()), depth + 1));
    }

    private static Set<Constant> constants(Fields form) {
        Set<Constant> constants = new LinkedHashSet<>();
        if (form.value("enum").isPresent() && form.values("enum").isEmpty()) {
            form.problem("enum", "nothing in it (expected: the values that it may be)");
        }
        for (Value value : form.values("enum")) {
            constant(form, "enum", value).ifPresent(constants::add);
        }
        form.value("const").flatMap(value -> constant(form, "const", value)).ifPresent(constants::add);
        return constants;
    }

    private static Optional<Constant> constant(Fields form, String key, Value value) {
        if (!(value instanceof Value.Scalar scalar)) {
            form.problems().add(value.place(), key + ": " + value.kind() + " (expected: a text, number or flag)");
            return Optional.empty();
        }
        String text = scalar.text();
        if (scalar.quoted()) {
            return Optional.of(new Constant(Schema.Type.STRING, text));
        }
        return Optional.of(
                switch (text) {
                    case "true", "false" -> new Constant(Schema.Type.BOOLEAN, text);
                    case "null", "~", "" -> new Constant(Schema.Type.NULL, "null");
                    default ->
                        NUMBER.matcher(text).matches() ? Constant.number(text) : new Constant(Schema.Type.STRING, text);
                });
    }

    private static Map<Bound, BigDecimal> bounds(Fields form) {
        Map<Bound, BigDecimal> bounds = new EnumMap<>(Bound.class);
        for (Bound bound : Bound.values()) {
            form.optional(bound.keyword()).ifPresent(text -> {
                if (NUMBER.matcher(text).matches()) {
                    bounds.put(bound, new BigDecimal(text));
                } else {
                    form.problem(bound.keyword(), text + " (expected: a number)");
                }
            });
        }
        return bounds;
    }
}
