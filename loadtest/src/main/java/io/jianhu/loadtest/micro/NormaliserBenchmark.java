package io.jianhu.loadtest.micro;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
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
 * Normalising a text that comes in pieces of eight characters, in each spelling. An operation is a character: operations a
 * microsecond are millions of characters a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NormaliserBenchmark {

    @Param
    private Spelling spelling = Spelling.PLAIN;

    private List<String> pieces = List.of();
    private int said;

    @Setup
    public void prepare() {
        pieces = Passage.pieces();
    }

    @Benchmark
    @OperationsPerInvocation(Passage.CHARACTERS)
    public int normalise() {
        said = 0;
        Normaliser normaliser = new Normaliser(spelling, (codePoint, start, end) -> said += codePoint);
        for (String piece : pieces) {
            normaliser.read(piece);
        }
        normaliser.end();
        return said;
    }
}
