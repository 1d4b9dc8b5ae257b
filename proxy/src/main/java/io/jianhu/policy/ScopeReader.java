package io.jianhu.policy;

import io.jianhu.source.Fields;
import java.util.List;

/** Reads which robots something is for. */
final class ScopeReader {

    private ScopeReader() {}

    /** The scope of a mapping's keys robots, types and levels; the caller ends the mapping. */
    static Scope read(Fields fields) {
        return new Scope(names(fields, "robots"), names(fields, "types"), names(fields, "levels"));
    }

    /** Names, or beginnings of names followed by {@code *}; all when the key is absent. */
    static List<String> names(Fields fields, String key) {
        if (fields.value(key).isEmpty()) {
            return List.of("*");
        }
        List<String> names = fields.texts(key);
        if (names.isEmpty()) {
            fields.problem(key, "names none (expected: names, or \"*\")");
        }
        for (String name : names) {
            if (name.isBlank() || (name.contains("*") && name.indexOf('*') != name.length() - 1)) {
                fields.problem(key, "'" + name + "' (expected: a name, or the beginning of one and *)");
            }
        }
        return names;
    }
}
