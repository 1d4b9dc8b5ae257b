package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import java.util.Arrays;
import java.util.Optional;

/**
 * How much a sentence is like one of some examples: the cosine of the angle between their counts of character pairs,
 * after normalising. It knows no meanings; an engine that does comes in its place.
 */
final class Likeness {

    private static final int MOST_EXAMPLES = 1000;

    /** What rounding may take from a cosine. */
    private static final double ROUNDING = 1e-9;

    private static final int SPREAD = 0x9E3779B9;

    /** The pairs of all examples, at places by their hash; 0, which is no pair of characters that are read, is none. */
    private int[] pairs = new int[16];

    /** For each place, the examples that have the pair, and how often: one number after the other. */
    private int[][] counts = new int[16][];

    private int known;
    /** How long each example is: the root of the sum of the squares of its counts. */
    private final double[] lengths;

    private final double least;

    Likeness(Matcher.Similar similar) {
        lengths = new double[similar.examples().size()];
        least = similar.least() - ROUNDING;
        for (int i = 0; i < lengths.length; i++) {
            long square = 0;
            int[] all = pairs(Normaliser.normalise(similar.examples().get(i)));
            for (int from = 0; from < all.length; ) {
                int to = end(all, from);
                add(all[from], i, to - from);
                square += (long) (to - from) * (to - from);
                from = to;
            }
            lengths[i] = Math.sqrt((double) square);
        }
    }

    private void add(int pair, int example, int count) {
        if (2 * known >= pairs.length) {
            grow();
        }
        int place = place(pair);
        if (pairs[place] == 0) {
            known++;
        }
        pairs[place] = pair;
        int[] before = counts[place];
        int length = before == null ? 0 : before.length;
        int[] after = before == null ? new int[2] : Arrays.copyOf(before, length + 2);
        after[length] = example;
        after[length + 1] = count;
        counts[place] = after;
    }

    private void grow() {
        int[] pairsBefore = pairs;
        int[][] countsBefore = counts;
        pairs = new int[2 * pairsBefore.length];
        counts = new int[pairs.length][];
        for (int i = 0; i < pairsBefore.length; i++) {
            if (pairsBefore[i] != 0) {
                int place = place(pairsBefore[i]);
                pairs[place] = pairsBefore[i];
                counts[place] = countsBefore[i];
            }
        }
    }

    private int place(int pair) {
        int place = (pair * SPREAD) >>> Character.SIZE & pairs.length - 1;
        while (pairs[place] != 0 && pairs[place] != pair) {
            place = place + 1 & pairs.length - 1;
        }
        return place;
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

    /**
     * Whether a sentence is as much like an example as is asked for.
     *
     * @param sentence its {@link #pairs}
     */
    boolean isLike(int[] sentence) {
        long square = 0;
        int[] products = new int[lengths.length];
        for (int from = 0; from < sentence.length; ) {
            int to = end(sentence, from);
            int count = to - from;
            square += (long) count * count;
            int[] there = counts[place(sentence[from])];
            for (int i = 0; there != null && i < there.length; i += 2) {
                products[there[i]] += count * there[i + 1];
            }
            from = to;
        }
        double needed = least * Math.sqrt((double) square);
        for (int i = 0; i < products.length; i++) {
            if (products[i] > 0 && products[i] >= needed * lengths[i]) {
                return true;
            }
        }
        return false;
    }

    /** Where the run of equal pairs that begins here ends. */
    private static int end(int[] pairs, int from) {
        int to = from + 1;
        while (to < pairs.length && pairs[to] == pairs[from]) {
            to++;
        }
        return to;
    }

    /** The pairs of characters of a normalised sentence, in ascending order. */
    static int[] pairs(String sentence) {
        String text = bare(sentence);
        int[] pairs = new int[Math.max(0, text.length() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = text.charAt(i) << Character.SIZE | text.charAt(i + 1);
        }
        Arrays.sort(pairs);
        return pairs;
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
}
