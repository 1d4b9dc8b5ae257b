package io.jianhu.loadtest.micro;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Guards;
import io.jianhu.guard.Matcher;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.text.Words;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * Looking for many words in a text that comes in pieces of eight characters. An operation is a character: operations a
 * microsecond are millions of characters a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeywordBenchmark {

    @Param({"10000", "100000"})
    private int count;

    private List<String> pieces = List.of();
    private Words words = Words.of(List.of());
    private List<Guard> guards = List.of();

    @Setup
    public void prepare() {
        pieces = Passage.pieces();
        List<String> sought = WordBase.words(1, count);
        words = Words.of(sought);
        guards = Guards.compile(List.of(new Clue(
                "JH-9901",
                Severity.HIGH,
                sought.stream().<Matcher>map(Matcher.Phrase::new).toList(),
                List.of())));
    }

    /** The automaton alone. */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int automaton() {
        int state = Words.START;
        int hits = 0;
        for (String piece : pieces) {
            for (int i = 0; i < piece.length(); i++) {
                state = words.step(state, piece.charAt(i));
                hits += words.hit(state) == Words.NONE ? 0 : 1;
            }
        }
        return hits;
    }

    /** The whole guard, with normalisation and settled offsets. */
    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int guard() {
        int settled = 0;
        for (Guard guard : guards) {
            Guard.Watch watch = guard.watch(Side.ANSWER);
            for (String piece : pieces) {
                settled = watch.read(piece, finding -> {
                    throw new IllegalStateException("nothing is to be found");
                });
            }
            watch.end(finding -> {
                throw new IllegalStateException("nothing is to be found");
            });
        }
        return settled;
    }
}
