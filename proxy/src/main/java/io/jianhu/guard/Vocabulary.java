package io.jianhu.guard;

import io.jianhu.text.Spelling;
import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
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

    /** What a word is for by itself; words of one list share one. */
    private static final class Entry {

        static final Entry NONE = new Entry(Set.of(), Set.of());

        private final Set<Use> whole;
        private final Set<Nearby> nearby;

        private Entry(Set<Use> whole, Set<Nearby> nearby) {
            this.whole = whole;
            this.nearby = nearby;
        }

        Entry with(Use use) {
            return whole.contains(use) ? this : new Entry(and(whole, use), nearby);
        }

        Entry with(Nearby other) {
            return nearby.contains(other) ? this : new Entry(whole, and(nearby, other));
        }

        private static <T> Set<T> and(Set<T> some, T one) {
            Set<T> more = new LinkedHashSet<>(some);
            more.add(one);
            return more;
        }
    }

    private final Spelling spelling;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final BitSet holding = new BitSet();
    private final Chain.Forest chains = new Chain.Forest();
    private final Map<List<Object>, Chain.Goal> goals = new HashMap<>();
    private int reach;

    Vocabulary(Spelling spelling) {
        this.spelling = spelling;
    }

    void add(Matcher.Phrase phrase, Use use) {
        List<String> pieces = Phrases.pieces(phrase.words(), spelling);
        if (pieces.size() == 1) {
            whole(pieces.getFirst(), use);
        } else {
            chain(ELLIPSIS, pieces, goal(List.of(ELLIPSIS, pieces, use), use));
        }
    }

    void add(WordBase base, Use use) {
        Entry alone = Entry.NONE.with(use);
        for (int i = 0; i < base.words().size(); i++) {
            if (base.hasGap(i)) {
                add(new Matcher.Phrase(base.words().get(i)), use);
                continue;
            }
            String word = base.whole(i, spelling);
            int number = number(word);
            Entry entry = entries.get(number);
            entries.set(number, entry == Entry.NONE ? alone : entry.with(use));
            hold(number, use);
            reach = Math.max(reach, word.length());
        }
    }

    private void whole(String word, Use use) {
        int number = number(word);
        entries.set(number, entries.get(number).with(use));
        hold(number, use);
        reach = Math.max(reach, word.length());
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
            int number = number(word);
            entries.set(number, entries.get(number).with(nearby));
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
        hold(numbered[0], goal.use());
        int width = gap.most() * (lengths.length - 1);
        for (int length : lengths) {
            width += length;
        }
        reach = Math.max(reach, width);
    }

    private void hold(int number, Use use) {
        if (use.holds()) {
            holding.set(number);
        }
    }

    private int number(String word) {
        Integer known = numbers.putIfAbsent(word, words.size());
        if (known != null) {
            return known;
        }
        words.add(word);
        entries.add(Entry.NONE);
        return words.size() - 1;
    }

    /** The automaton over all words; their numbers are their places in {@link #meanings}. */
    Words words() {
        return Words.of(words);
    }

    /** The automaton over those words with which a finding may begin, unless that is all of them. */
    Optional<Words> holding() {
        return holding.cardinality() == words.size()
                ? Optional.empty()
                : Optional.of(Words.of(holding.stream().mapToObj(words::get).toList()));
    }

    Meaning[] meanings() {
        Meaning[] meanings = new Meaning[words.size()];
        Map<Integer, Meaning> ofLength = new HashMap<>();
        Entry shared = Entry.NONE;
        for (int number = 0; number < meanings.length; number++) {
            int length = words.get(number).length();
            Entry entry = entries.get(number);
            if (chains.has(number)) {
                meanings[number] = meaning(length, entry, chains.beginning(number), chains.following(number));
                continue;
            }
            if (entry != shared) {
                shared = entry;
                ofLength.clear();
            }
            Meaning meaning = ofLength.get(length);
            if (meaning == null) {
                meaning = meaning(length, entry, Chain.NONE, Chain.NONE);
                ofLength.put(length, meaning);
            }
            meanings[number] = meaning;
        }
        return meanings;
    }

    private static Meaning meaning(int length, Entry entry, Chain[] beginning, Chain[] following) {
        return new Meaning(
                length, entry.whole.toArray(Use[]::new), entry.nearby.toArray(Nearby[]::new), beginning, following);
    }

    /** The greatest number of normalised characters that words reach over. */
    int reach() {
        return reach;
    }
}
