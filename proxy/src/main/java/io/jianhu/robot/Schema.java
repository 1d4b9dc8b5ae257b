package io.jianhu.robot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a JSON value must be: the part of JSON Schema (draft 2020-12) that one pass over the text decides. Reading is
 * strict: one value and nothing after it, no duplicate keys, at most 32 levels, numbers of 1000 digits.
 *
 * @param types the types it may have; none allows all
 * @param constants the scalars it may be; none allows all
 * @param bounds how great or long it may be
 * @param properties what the members of an object must be
 * @param required the members that an object must have
 * @param closed whether an object has no members but the properties
 * @param others what the other members of an object must be, if anything
 * @param items what the items of an array must be, if anything
 */
public record Schema(
        Set<Type> types,
        Set<Constant> constants,
        Map<Bound, BigDecimal> bounds,
        Map<String, Schema> properties,
        Set<String> required,
        boolean closed,
        Optional<Schema> others,
        Optional<Schema> items) {

    /** An object, whatever is in it. */
    static final Schema OBJECT = new Schema(
            Set.of(Type.OBJECT), Set.of(), Map.of(), Map.of(), Set.of(), false, Optional.empty(), Optional.empty());

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(1000)
                    .build())
            .build();

    public Schema {
        types = Set.copyOf(types);
        constants = Set.copyOf(constants);
        bounds = Map.copyOf(bounds);
        properties = Map.copyOf(properties);
        required = Set.copyOf(required);
    }

    /** Whether a text is JSON, and the value is what it must be. */
    boolean accepts(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return parser.nextToken() != null && accepts(parser) && parser.nextToken() == null;
        } catch (IOException | NumberFormatException notJson) {
            return false;
        }
    }

    private boolean accepts(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        Constant constant = Constant.of(token, parser.getText());
        boolean typed = types.isEmpty() || types.stream().anyMatch(type -> type.has(constant));
        if (!typed || (!constants.isEmpty() && !constants.contains(constant))) {
            return false;
        }
        return switch (constant.type()) {
            case OBJECT -> members(parser);
            case ARRAY -> items(parser);
            case STRING -> within(Bound.MIN_LENGTH, Bound.MAX_LENGTH, length(constant.text()));
            case NUMBER, INTEGER -> within(Bound.MINIMUM, Bound.MAXIMUM, new BigDecimal(constant.text()));
            case BOOLEAN, NULL -> true;
        };
    }

    private boolean members(JsonParser parser) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Optional<Schema> member = Optional.ofNullable(properties.get(name)).or(() -> others);
            seen.add(name);
            parser.nextToken();
            if ((closed && !properties.containsKey(name)) || !accepts(member, parser)) {
                return false;
            }
        }
        return seen.containsAll(required);
    }

    private boolean items(JsonParser parser) throws IOException {
        long count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
            if (!accepts(items, parser)) {
                return false;
            }
        }
        return within(Bound.MIN_ITEMS, Bound.MAX_ITEMS, BigDecimal.valueOf(count));
    }

    private static boolean accepts(Optional<Schema> schema, JsonParser parser) throws IOException {
        if (schema.isEmpty()) {
            parser.skipChildren();
            return true;
        }
        return schema.get().accepts(parser);
    }

    private boolean within(Bound least, Bound most, BigDecimal size) {
        BigDecimal low = bounds.getOrDefault(least, size);
        BigDecimal high = bounds.getOrDefault(most, size);
        return low.compareTo(size) <= 0 && size.compareTo(high) <= 0;
    }

    private static BigDecimal length(String text) {
        return BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }

    /** The types of JSON Schema. */
    enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        NULL;

        /** Whether a value is of this type; every integer is a number. */
        boolean has(Constant value) {
            return this == value.type() || (this == NUMBER && value.type() == INTEGER);
        }
    }

    /** The keywords that bound a size: of a number, of a text in code points, of an array in items. */
    enum Bound {
        MINIMUM("minimum"),
        MAXIMUM("maximum"),
        MIN_LENGTH("minLength"),
        MAX_LENGTH("maxLength"),
        MIN_ITEMS("minItems"),
        MAX_ITEMS("maxItems");

        private final String keyword;

        Bound(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    /**
     * A value by its type and its text; equal numbers have the same text. An object or array has none.
     *
     * @param type the narrowest that it has
     */
    record Constant(Type type, String text) {

        static Constant of(JsonToken token, String text) {
            return switch (token) {
                case START_OBJECT -> new Constant(Type.OBJECT, "");
                case START_ARRAY -> new Constant(Type.ARRAY, "");
                case VALUE_STRING -> new Constant(Type.STRING, text);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(text);
                case VALUE_TRUE, VALUE_FALSE -> new Constant(Type.BOOLEAN, text);
                case VALUE_NULL -> new Constant(Type.NULL, text);
                case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value begins with " + token);
            };
        }

        /** @throws NumberFormatException when the text is no number that can be told apart from others */
        static Constant number(String text) {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            return new Constant(number.scale() <= 0 ? Type.INTEGER : Type.NUMBER, number.toString());
        }
    }
}
