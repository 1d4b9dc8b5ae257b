package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All phrases of some clues: one automaton over their pieces, and what each piece stands for. */
final class Phrases {

    /** The greatest number of normalised characters that {@code …} stands for. */
    static final int WIDEST_GAP = 20;

    private static final int LONGEST = 500;

    /** What a word of the automaton is part of. */
    sealed interface Part {

        /** A phrase without gaps. */
        record Whole(Use use) implements Part {}

        /** The piece {@code number}, from 0, of a phrase with gaps. */
        record Piece(Gapped phrase, int number) implements Part {}
    }

    /** A phrase with gaps between its pieces. */
    record Gapped(Use use, List<String> pieces) {
        Gapped {
            pieces = List.copyOf(pieces);
        }
    }

    private final Map<String, List<Part>> byWord = new LinkedHashMap<>();
    private final Set<List<Object>> seen = new LinkedHashSet<>();

    void add(Use use, Matcher.Phrase phrase) {
        List<String> pieces = pieces(phrase.words());
        if (!seen.add(List.of(use, pieces))) {
            return;
        }
        if (pieces.size() == 1) {
            put(pieces.getFirst(), new Part.Whole(use));
            return;
        }
        Gapped gapped = new Gapped(use, pieces);
        for (int i = 0; i < pieces.size(); i++) {
            put(pieces.get(i), new Part.Piece(gapped, i));
        }
    }

    private void put(String word, Part part) {
        byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(part);
    }

    Words words() {
        return Words.of(List.copyOf(byWord.keySet()));
    }

    /** What each word stands for, in the order of {@link #words}. */
    Part[][] parts() {
        return byWord.values().stream().map(parts -> parts.toArray(Part[]::new)).toArray(Part[][]::new);
    }

    /** The normalised pieces between the gaps of a phrase. */
    static List<String> pieces(String words) {
        return Stream.of(words.split("…+", -1))
                .map(piece -> Normaliser.normalise(piece).strip())
                .toList();
    }

    /** Why a phrase cannot be used, or empty if it can. */
    static Optional<String> problem(String words) {
        List<String> pieces = pieces(words);
        if (pieces.stream().anyMatch(String::isEmpty)) {
            return Optional.of(
                    pieces.size() == 1
                            ? "phrase of no visible character (expected: words)"
                            : "… with nothing beside it (expected: words before and after it)");
        }
        int length = width(words);
        return length > LONGEST
                ? Optional.of("phrase of " + length + " characters (expected: at most " + LONGEST + ")")
                : Optional.empty();
    }

    /** The greatest number of normalised characters a phrase matches. */
    static int width(String words) {
        List<String> pieces = pieces(words);
        return pieces.stream().mapToInt(String::length).sum() + WIDEST_GAP * (pieces.size() - 1);
    }
}
