package io.jianhu.policy;

import io.jianhu.source.Fields;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads which robots and clients something is for, and notes whom that names. */
final class ScopeReader {
    private final Words words;
    private final List<Mention> mentions = new ArrayList<>();

    ScopeReader(Words words) {
        this.words = words;
    }

    /** The scope of a mapping's keys robots, types and levels; the caller ends the mapping. */
    Scope read(Fields fields) {
        return new Scope(
                named(fields, Mention.Noun.ROBOT),
                known(fields, "types", words.types()),
                known(fields, "levels", words.levels()));
    }

    /** The names of clients of a mapping's key clients. */
    List<String> clients(Fields fields) {
        return named(fields, Mention.Noun.CLIENT);
    }

    /** Every robot and client that was named in full so far. */
    List<Mention> mentions() {
        return mentions;
    }

    private List<String> named(Fields fields, Mention.Noun noun) {
        List<String> names = names(fields, noun.key());
        for (Value value : fields.values(noun.key())) {
            if (value instanceof Value.Scalar scalar && !scalar.text().contains("*")) {
                mentions.add(new Mention(noun, scalar.text(), scalar.place()));
            }
        }
        return names;
    }

    private static List<String> known(Fields fields, String key, Set<String> known) {
        List<String> names = names(fields, key);
        for (Value value : fields.values(key)) {
            if (value instanceof Value.Scalar scalar && isName(scalar.text()) && !fitsAny(scalar.text(), known)) {
                fields.problems()
                        .add(
                                scalar.place(),
                                key + ": '" + scalar.text() + "' (expected: " + String.join(", ", known) + ")"
                                        + Suggest.hint(scalar.text(), known));
            }
        }
        return names;
    }

    private static boolean fitsAny(String name, Set<String> known) {
        return known.isEmpty() || known.stream().anyMatch(word -> Scope.fits(List.of(name), word));
    }

    /** Names, or beginnings of names followed by {@code *}; all when the key is absent. */
    private static List<String> names(Fields fields, String key) {
        if (fields.value(key).isEmpty()) {
            return List.of("*");
        }
        List<String> names = fields.texts(key);
        if (names.isEmpty()) {
            fields.problem(key, "names none (expected: names, or \"*\")");
        }
        for (String name : names) {
            if (!isName(name)) {
                fields.problem(key, "'" + name + "' (expected: a name, or the beginning of one and *)");
            }
        }
        return names;
    }

    private static boolean isName(String name) {
        return !name.isBlank() && (!name.contains("*") || name.indexOf('*') == name.length() - 1);
    }
}
