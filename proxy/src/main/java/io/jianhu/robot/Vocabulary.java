package io.jianhu.robot;

import io.jianhu.source.Document;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words for types and levels of robots, and the moves of their lives. An empty map accepts any word.
 *
 * @param types by word, in the order of the file
 * @param levels by word, in the order of the file
 * @param consent what a citizen says who lets a robot act
 */
public record Vocabulary(Map<String, Term> types, Map<String, Level> levels, Lifecycle lifecycle, Consent consent) {

    static final Vocabulary ANY = new Vocabulary(Map.of(), Map.of(), Lifecycle.ANY, Consent.NEVER);

    private static final String FILE = "registry.yaml";

    /** The words of {@code registry.yaml}; any when there is no such file, or one of which nothing can be read. */
    public static Vocabulary read(Folder folder, Problems problems) {
        return Optional.ofNullable(folder.files().get(FILE))
                .flatMap(bytes -> Document.read(FILE, bytes, "Vocabulary", problems))
                .map(Forms::vocabulary)
                .orElse(ANY);
    }

    public Vocabulary {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /** The term of a type; the word itself when the vocabulary does not have it. */
    public Term type(String word) {
        return types.getOrDefault(word, new Term(word, ""));
    }

    /** The level of a word; the word itself, with nothing allowed or forbidden, when the vocabulary does not have it. */
    public Level level(String word) {
        return levels.getOrDefault(word, new Level(new Term(word, ""), List.of(), List.of(), Optional.empty()));
    }

    /** A word for people, in Chinese and in English; the English one may be empty. */
    public record Term(String zh, String en) {}

    /**
     * A grade, with what a robot of it may and may not do.
     *
     * @param tools what its tools may do, if anything is said of them
     */
    public record Level(Term term, List<Term> may, List<Term> mayNot, Optional<Latitude> tools) {
        public Level {
            may = List.copyOf(may);
            mayNot = List.copyOf(mayNot);
        }
    }
}
