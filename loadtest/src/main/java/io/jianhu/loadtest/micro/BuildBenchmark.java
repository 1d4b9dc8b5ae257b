package io.jianhu.loadtest.micro;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.text.Words;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Building the automaton of 100,000 words: cold is the first time in a process, as when a gateway starts; warm is once the
 * code is compiled, as when rules are loaded anew. The peer is given its words in a sorted map, which costs it nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
public class BuildBenchmark {

    private static final int COUNT = 100_000;

    private List<String> words = List.of();
    private SortedMap<String, String> sorted = new TreeMap<>();

    @Setup
    public void prepare() {
        words = WordBase.words(1, COUNT);
        sorted = new TreeMap<>();
        words.forEach(word -> sorted.put(word, word));
    }

    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Words jianhuCold() {
        return Words.of(words);
    }

    @Benchmark
    @Warmup(iterations = 3)
    @Measurement(iterations = 3)
    public Words jianhuWarm() {
        return Words.of(words);
    }

    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public AhoCorasickDoubleArrayTrie<String> hankcsCold() {
        return hankcs();
    }

    @Benchmark
    @Warmup(iterations = 3)
    @Measurement(iterations = 3)
    public AhoCorasickDoubleArrayTrie<String> hankcsWarm() {
        return hankcs();
    }

    private AhoCorasickDoubleArrayTrie<String> hankcs() {
        AhoCorasickDoubleArrayTrie<String> trie = new AhoCorasickDoubleArrayTrie<>();
        trie.build(sorted);
        return trie;
    }
}
