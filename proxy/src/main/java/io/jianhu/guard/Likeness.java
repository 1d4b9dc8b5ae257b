package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much a sentence is like one of some examples: the cosine of the angle between their counts of character pairs,
 * after normalising. It knows no meanings; an engine that does comes in its place.
 */
final class Likeness {

    private static final int MOST_EXAMPLES = 1000;

    /** What rounding may take from a cosine. */
    private static final double ROUNDING = 1e-9;

    /** How often a pair stands in an example. */
    private record Count(int example, int count) {}

    private final Map<Integer, List<Count>> counts = new HashMap<>();
    private final long[] squares;
    private final double least;

    Likeness(Matcher.Similar similar) {
        squares = new long[similar.examples().size()];
        least = similar.least() - ROUNDING;
        for (int i = 0; i < squares.length; i++) {
            int example = i;
            pairs(bare(Normaliser.normalise(similar.examples().get(i)))).forEach((pair, count) -> {
                counts.computeIfAbsent(pair, unknown -> new ArrayList<>()).add(new Count(example, count));
                squares[example] += (long) count * count;
            });
        }
    }

    /** Why examples cannot be used, or empty if they can. */
    static Optional<String> problem(Matcher.Similar similar) {
        int count = similar.examples().size();
        if (count == 0 || count > MOST_EXAMPLES) {
            return Optional.of(count + " examples (expected: 1-" + MOST_EXAMPLES + ")");
        }
        if (!(similar.least() > 0 && similar.least() <= 1)) {
            return Optional.of("alike by " + similar.least() + " (expected: above 0, at most 1)");
        }
        for (String example : similar.examples()) {
            int length = bare(Normaliser.normalise(example)).length();
            if (length < 2 || length > Phrases.LONGEST) {
                return Optional.of(
                        "example of " + length + " characters (expected: 2-" + Phrases.LONGEST + "): " + example);
            }
        }
        return Optional.empty();
    }

    /** Whether a normalised sentence is as much like an example as is asked for. */
    boolean isLike(String sentence) {
        long square = 0;
        long[] products = new long[squares.length];
        for (Map.Entry<Integer, Integer> pair : pairs(bare(sentence)).entrySet()) {
            square += (long) pair.getValue() * pair.getValue();
            for (Count count : counts.getOrDefault(pair.getKey(), List.of())) {
                products[count.example] += (long) pair.getValue() * count.count;
            }
        }
        for (int i = 0; i < products.length; i++) {
            if (products[i] > 0 && products[i] >= least * Math.sqrt((double) square * squares[i])) {
                return true;
            }
        }
        return false;
    }

    /** Without the spaces and marks at its ends. */
    private static String bare(String normalised) {
        int from = 0;
        int to = normalised.length();
        while (from < to && isMark(normalised.charAt(from))) {
            from++;
        }
        while (from < to && isMark(normalised.charAt(to - 1))) {
            to--;
        }
        return normalised.substring(from, to);
    }

    private static boolean isMark(char character) {
        return character == ' ' || Recent.endsSentence(character);
    }

    private static Map<Integer, Integer> pairs(String text) {
        Map<Integer, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.merge(text.charAt(i) << Character.SIZE | text.charAt(i + 1), 1, Integer::sum);
        }
        return pairs;
    }
}
