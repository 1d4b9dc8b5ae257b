package io.jianhu.guard;

import io.jianhu.text.Spelling;
import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All words that some conditions look for, in one spelling, and what each is for. */
final class Vocabulary {

    private static final Chain.Gap ELLIPSIS = new Chain.Gap(Phrases.WIDEST_GAP, true);

    /** Words that stand around the sights of a join: the join and the number of the context. */
    record Nearby(int join, int context) {}

    /** All that one word is for. */
    record Meaning(int length, Use[] whole, Nearby[] nearby, Chain[] beginning, Chain[] following) {}

    private static final class Entry {
        final Set<Use> whole = new LinkedHashSet<>();
        final Set<Nearby> nearby = new LinkedHashSet<>();
    }

    private final Spelling spelling;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> holding = new LinkedHashSet<>();
    private final Chain.Forest chains = new Chain.Forest();
    private final Map<List<Object>, Chain.Goal> goals = new HashMap<>();
    private int reach;

    Vocabulary(Spelling spelling) {
        this.spelling = spelling;
    }

    void add(Matcher.Phrase phrase, Use use) {
        List<String> pieces = Phrases.pieces(phrase.words(), spelling);
        if (pieces.size() == 1) {
            entry(pieces.getFirst()).whole.add(use);
            hold(pieces.getFirst(), use);
            reach = Math.max(reach, pieces.getFirst().length());
        } else {
            chain(ELLIPSIS, pieces, goal(List.of(ELLIPSIS, pieces, use), use));
        }
    }

    void add(Matcher.Near near, Use use) {
        List<String> words = Phrases.whole(near.words(), spelling);
        Chain.Gap gap = new Chain.Gap(near.within(), false);
        Chain.Goal goal = goal(List.of(gap, words, near.ordered(), use), use);
        if (near.ordered()) {
            chain(gap, words, goal);
        } else {
            orders(new ArrayList<>(), new ArrayList<>(words), order -> chain(gap, order, goal));
        }
    }

    /** Adds words that stand around the sights of a join. */
    void add(Matcher.Context context, Nearby nearby) {
        for (String word : Phrases.whole(context.words(), spelling)) {
            entry(word).nearby.add(nearby);
        }
    }

    private static void orders(List<String> begun, List<String> left, Consumer<List<String>> each) {
        if (left.isEmpty()) {
            each.accept(List.copyOf(begun));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            begun.add(left.remove(i));
            orders(begun, left, each);
            left.add(i, begun.removeLast());
        }
    }

    private Chain.Goal goal(List<Object> key, Use use) {
        return goals.computeIfAbsent(key, unknown -> new Chain.Goal(goals.size(), use));
    }

    private void chain(Chain.Gap gap, List<String> words, Chain.Goal goal) {
        int[] numbered = words.stream().mapToInt(this::number).toArray();
        int[] lengths = words.stream().mapToInt(String::length).toArray();
        chains.add(gap, numbered, lengths, goal);
        hold(words.getFirst(), goal.use());
        int width = gap.most() * (lengths.length - 1);
        for (int length : lengths) {
            width += length;
        }
        reach = Math.max(reach, width);
    }

    private void hold(String word, Use use) {
        if (use.holds()) {
            holding.add(word);
        }
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, unknown -> {
            entries.add(new Entry());
            return entries.size() - 1;
        });
    }

    private Entry entry(String word) {
        return entries.get(number(word));
    }

    /** The automaton over all words; their numbers are their places in {@link #meanings}. */
    Words words() {
        return Words.of(List.copyOf(numbers.keySet()));
    }

    /** The automaton over those words with which a finding may begin, unless that is all of them. */
    Optional<Words> holding() {
        return holding.size() == numbers.size() ? Optional.empty() : Optional.of(Words.of(List.copyOf(holding)));
    }

    Meaning[] meanings() {
        Meaning[] meanings = new Meaning[entries.size()];
        numbers.forEach((word, number) -> {
            Entry entry = entries.get(number);
            meanings[number] = new Meaning(
                    word.length(),
                    entry.whole.toArray(Use[]::new),
                    entry.nearby.toArray(Nearby[]::new),
                    chains.beginning(number),
                    chains.following(number));
        });
        return meanings;
    }

    /** The greatest number of normalised characters that words reach over. */
    int reach() {
        return reach;
    }
}
