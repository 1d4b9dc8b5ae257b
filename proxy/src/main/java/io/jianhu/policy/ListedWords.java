package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entries of a list that rules match stand in some texts, read plainly. Where entries overlap, only the longest of those that begin
 * first counts: as it would still match, taking a shorter one out of the list alone would not let the text pass. Entries
 * with {@code …} are not looked for, and of those that read alike the first counts.
 *
 * @param list the path below the policy directory
 * @param rules the ids of the rules that match it, sorted
 * @param entries those that stand in a text, the most frequent first
 */
public record ListedWords(String list, List<String> rules, List<Entry> entries) {

    public ListedWords {
        rules = List.copyOf(rules);
        entries = List.copyOf(entries);
    }

    /**
     * An entry that stands in a text.
     *
     * @param word as it is written in the list
     * @param line where in the list it stands, 1 or more
     * @param texts in how many texts it stands, 1 or more
     * @param first the first of them
     */
    public record Entry(String word, int line, int texts, Corpus.Line first) {}

    /**
     * The lists of which an entry stands in one of the texts, by path; only those that a rule of the stage looks for, and
     * not what takes a match back.
     */
    public static List<ListedWords> count(
            Folder folder, Examination examination, Stage stage, List<Corpus.Line> lines) {
        Map<String, List<String>> rules = rules(examination, stage);
        List<Tally> tallies = WordLists.read(folder, Recall.none(LocalDate.EPOCH), new Problems()).all().stream()
                .filter(base -> rules.containsKey(base.path()))
                .map(Tally::new)
                .toList();
        for (Corpus.Line line : lines) {
            String plain = Normaliser.normalise(line.text());
            tallies.forEach(tally -> tally.read(line, plain));
        }
        return tallies.stream()
                .map(tally -> tally.result(rules))
                .filter(listed -> !listed.entries().isEmpty())
                .toList();
    }

    private static Map<String, List<String>> rules(Examination examination, Stage stage) {
        Map<String, List<String>> rules = new TreeMap<>();
        for (Coverage coverage : examination.coverage()) {
            if (coverage.rule().stages().contains(stage)) {
                for (Coverage.Reach reach : coverage.match()) {
                    if (reach.kind().equals(Coverage.Reach.LIST)) {
                        rules.computeIfAbsent(reach.words(), list -> new ArrayList<>())
                                .add(coverage.rule().id());
                    }
                }
            }
        }
        return rules;
    }

    /** The count of one list. Used by one thread. */
    private static final class Tally {
        private final WordLists.Base base;
        private final int[] numbers;
        private final Words words;
        private final int[] texts;
        private final Map<Integer, Corpus.Line> first = new TreeMap<>();

        Tally(WordLists.Base base) {
            this.base = base;
            Map<String, Integer> plain = new LinkedHashMap<>();
            for (int i = 0; i < base.words().words().size(); i++) {
                String word = base.words().words().get(i);
                if (word.indexOf('…') < 0) {
                    plain.putIfAbsent(Normaliser.normalise(word).strip(), i);
                }
            }
            plain.remove("");
            numbers = plain.values().stream().mapToInt(Integer::intValue).toArray();
            words = Words.of(List.copyOf(plain.keySet()));
            texts = new int[numbers.length];
        }

        void read(Corpus.Line line, String plain) {
            BitSet seen = new BitSet();
            words.longest(plain, (word, start, end) -> seen.set(word));
            seen.stream().forEach(word -> {
                texts[word]++;
                first.putIfAbsent(word, line);
            });
        }

        ListedWords result(Map<String, List<String>> rules) {
            List<Entry> entries = new ArrayList<>();
            first.forEach((word, line) -> {
                int entry = numbers[word];
                String written = base.words().words().get(entry);
                entries.add(new Entry(written, base.place(entry).line(), texts[word], line));
            });
            entries.sort(
                    Comparator.comparingInt((Entry entry) -> -entry.texts()).thenComparingInt(Entry::line));
            return new ListedWords(base.path(), rules.getOrDefault(base.path(), List.of()), entries);
        }
    }
}
