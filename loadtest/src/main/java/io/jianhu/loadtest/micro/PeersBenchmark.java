package io.jianhu.loadtest.micro;

import com.github.houbb.sensitive.word.bs.SensitiveWordBs;
import com.github.houbb.sensitive.word.support.allow.WordAllows;
import com.github.houbb.sensitive.word.support.format.WordFormats;
import com.github.houbb.sensitive.word.support.ignore.SensitiveWordCharIgnores;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.text.Words;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The automaton beside its peers: the same words sought in the same text. The automaton is given the text in pieces of
 * eight characters and carries its state over; the peers cannot resume and are given the whole text at once, which spares
 * them the seams. No word occurs in the text. An operation is a character: operations a microsecond are millions of
 * characters a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeersBenchmark {

    private static final String TEXT = Passage.whole();

    /** Refuses an engine that finds something in the text, or misses a word put behind it. */
    private static void check(ToIntFunction<String> hits, List<String> sought) {
        for (String word : List.of(sought.getFirst(), sought.getLast())) {
            if (hits.applyAsInt(TEXT) != 0 || hits.applyAsInt(TEXT + word) == 0) {
                throw new IllegalStateException("the engine does not find just what is there");
            }
        }
    }

    @State(Scope.Benchmark)
    public static class Jianhu {

        @Param({"10000", "100000"})
        private int count;

        private Words words = Words.of(List.of());
        private List<String> pieces = List.of();

        @Setup
        public void prepare() {
            List<String> sought = WordBase.words(1, count);
            words = Words.of(sought);
            pieces = Passage.pieces();
            check(text -> hits(List.of(text)), sought);
        }

        private int hits(List<String> read) {
            int state = Words.START;
            int hits = 0;
            for (String piece : read) {
                for (int i = 0; i < piece.length(); i++) {
                    state = words.step(state, piece.charAt(i));
                    hits += words.hit(state) == Words.NONE ? 0 : 1;
                }
            }
            return hits;
        }
    }

    @State(Scope.Benchmark)
    public static class Hankcs {

        @Param({"10000", "100000"})
        private int count;

        private AhoCorasickDoubleArrayTrie<String> trie = new AhoCorasickDoubleArrayTrie<>();
        private int hits;

        @Setup
        public void prepare() {
            List<String> sought = WordBase.words(1, count);
            TreeMap<String, String> sorted = new TreeMap<>();
            sought.forEach(word -> sorted.put(word, word));
            trie = new AhoCorasickDoubleArrayTrie<>();
            trie.build(sorted);
            check(this::hits, sought);
        }

        private int hits(String text) {
            hits = 0;
            trie.parseText(text, (begin, end, word) -> {
                hits++;
            });
            return hits;
        }
    }

    @State(Scope.Benchmark)
    public static class Houbb {

        @Param({"10000", "100000"})
        private int count;

        private SensitiveWordBs sensitive = SensitiveWordBs.newInstance();

        @Setup
        public void prepare() {
            List<String> sought = WordBase.words(1, count);
            sensitive = SensitiveWordBs.newInstance()
                    .ignoreCase(false)
                    .ignoreWidth(false)
                    .ignoreNumStyle(false)
                    .ignoreChineseStyle(false)
                    .ignoreEnglishStyle(false)
                    .ignoreRepeat(false)
                    .enableNumCheck(false)
                    .enableEmailCheck(false)
                    .enableUrlCheck(false)
                    .enableIpv4Check(false)
                    .charIgnore(SensitiveWordCharIgnores.none())
                    .wordFormatCombine(context -> WordFormats.none())
                    .wordAllow(WordAllows.empty())
                    .wordDeny(() -> sought)
                    .init();
            check(this::hits, sought);
        }

        private int hits(String text) {
            return sensitive.findAll(text).size();
        }
    }

    @State(Scope.Benchmark)
    public static class Regex {

        @Param({"10000"})
        private int count;

        private Pattern pattern = Pattern.compile("");

        @Setup
        public void prepare() {
            List<String> sought = WordBase.words(1, count);
            pattern = Pattern.compile(sought.stream().map(Pattern::quote).collect(Collectors.joining("|")));
            check(this::hits, sought);
        }

        private int hits(String text) {
            Matcher matcher = pattern.matcher(text);
            int hits = 0;
            while (matcher.find()) {
                hits++;
            }
            return hits;
        }
    }

    /** The automaton, in pieces; says all occurrences. */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int jianhu(Jianhu jianhu) {
        return jianhu.hits(jianhu.pieces);
    }

    /** AhoCorasickDoubleArrayTrie, which does the same on the whole text: says all occurrences to a callback. */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int hankcs(Hankcs hankcs) {
        return hankcs.hits(TEXT);
    }

    /**
     * The trie of sensitive-word on the whole text, without what it can fold and check besides. It does more in that it
     * makes a table of the characters of each text and looks for a word anew at each of them, and less in that it says only
     * occurrences that do not overlap.
     */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int houbb(Houbb houbb) {
        return houbb.hits(TEXT);
    }

    /** An alternation of the words in a backtracking expression; says occurrences that do not overlap. */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int regex(Regex regex) {
        return regex.hits(TEXT);
    }
}
