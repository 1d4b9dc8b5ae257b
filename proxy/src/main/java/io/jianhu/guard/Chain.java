package io.jianhu.guard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One word of words that follow each other: those of a phrase with gaps, or of words near each other in one of their
 * orders. Chains that begin alike share their links, so that what has begun is followed once, whatever it is for.
 */
final class Chain {

    static final Chain[] NONE = new Chain[0];

    /** How far one word may stand from the next, and whether a sentence may end in between. */
    record Gap(int most, boolean inSentence) {}

    /**
     * What has been found when the last word of a chain is read.
     *
     * @param number the same for all orders of the same words
     */
    record Goal(int number, Use use) {}

    final Gap gap;
    final int length;
    final @Nullable Chain before;
    private final Map<Integer, Chain> next = new HashMap<>();
    private final List<Goal> goals = new ArrayList<>();
    private int longestNext;
    private int longestHeld;

    private Chain(Gap gap, int length, @Nullable Chain before) {
        this.gap = gap;
        this.length = length;
        this.before = before;
    }

    List<Goal> goals() {
        return goals;
    }

    /** The link that this word makes after this one, if there is any. */
    @Nullable
    Chain next(int word) {
        return next.get(word);
    }

    boolean isLast() {
        return next.isEmpty();
    }

    /** The length of the longest word that may come next. */
    int longestNext() {
        return longestNext;
    }

    /** The length of the longest word that may come next and lead to a finding; 0 if none may. */
    int longestHeld() {
        return longestHeld;
    }

    /** All chains of some words, by the words they are made of. */
    static final class Forest {

        private final Map<Gap, Map<Integer, Chain>> roots = new LinkedHashMap<>();
        private final Map<Integer, List<Chain>> beginning = new HashMap<>();
        private final Map<Integer, List<Chain>> following = new HashMap<>();
        private final BitSet linked = new BitSet();

        /** Adds a chain of at least two words, each with its number and length. */
        void add(Gap gap, int[] words, int[] lengths, Goal goal) {
            Chain link = roots.computeIfAbsent(gap, key -> new HashMap<>()).computeIfAbsent(words[0], word -> {
                Chain root = new Chain(gap, lengths[0], null);
                beginning.computeIfAbsent(word, key -> new ArrayList<>()).add(root);
                return root;
            });
            linked.set(words[0]);
            for (int i = 1; i < words.length; i++) {
                linked.set(words[i]);
                Chain before = link;
                int length = lengths[i];
                link = before.next.computeIfAbsent(words[i], word -> {
                    Chain after = new Chain(gap, length, before);
                    following.computeIfAbsent(word, key -> new ArrayList<>()).add(after);
                    return after;
                });
                before.longestNext = Math.max(before.longestNext, length);
                if (goal.use().holds()) {
                    before.longestHeld = Math.max(before.longestHeld, length);
                }
            }
            if (!link.goals.contains(goal)) {
                link.goals.add(goal);
            }
        }

        /** Whether a word makes any link. */
        boolean has(int word) {
            return linked.get(word);
        }

        /** The first links that a word makes. */
        Chain[] beginning(int word) {
            return links(beginning.get(word));
        }

        /** The later links that a word makes. */
        Chain[] following(int word) {
            return links(following.get(word));
        }

        private static Chain[] links(@Nullable List<Chain> links) {
            return links == null ? NONE : links.toArray(Chain[]::new);
        }
    }
}
