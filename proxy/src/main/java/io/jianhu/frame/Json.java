package io.jianhu.frame;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value (RFC 8259) that is written back as it was read: key order and the text of numbers are kept. */
public sealed interface Json {

    Json NULL = new Literal("null");

    /** An object; its keys are distinct and in the order of the text. */
    record Members(Map<String, Json> map) implements Json {

        public static final Members NONE = new Members(Map.of());

        public Members {
            map = Collections.unmodifiableMap(map);
        }

        @Nullable
        public Json get(String key) {
            return map.get(key);
        }

        /** Without the key, or with null or another kind of value: empty. */
        public Optional<String> text(String key) {
            return map.get(key) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /** Without the key, or with another kind of value: no members. */
        public Members members(String key) {
            return map.get(key) instanceof Members members ? members : NONE;
        }

        /** Without the key, or with another kind of value: no items. */
        public List<Json> items(String key) {
            return map.get(key) instanceof Items items ? items.list() : List.of();
        }

        /** Whether the key is there with a value other than null. */
        public boolean has(String key) {
            Json value = map.get(key);
            return value != null && !value.equals(NULL);
        }

        public Members with(String key, Json value) {
            Map<String, Json> changed = new LinkedHashMap<>(map);
            changed.put(key, value);
            return new Members(changed);
        }

        public Members without(String key) {
            if (!map.containsKey(key)) {
                return this;
            }
            Map<String, Json> changed = new LinkedHashMap<>(map);
            changed.remove(key);
            return new Members(changed);
        }

        /** Prints no words. */
        @Override
        public String toString() {
            return "Members[" + map.size() + "]";
        }
    }

    /** An array. */
    record Items(List<Json> list) implements Json {
        public Items {
            list = Collections.unmodifiableList(list);
        }

        /** Prints no words. */
        @Override
        public String toString() {
            return "Items[" + list.size() + "]";
        }
    }

    /** A string; it has no lone surrogate unless it was read with leave to. */
    record Text(String value) implements Json {

        /** Prints no words. */
        @Override
        public String toString() {
            return "Text[" + value.length() + "]";
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it stood in the text. */
    record Literal(String text) implements Json {

        public boolean isNumber() {
            char first = text.charAt(0);
            return first == '-' || (first >= '0' && first <= '9');
        }

        /** Prints no figures. */
        @Override
        public String toString() {
            return "Literal";
        }
    }
}
