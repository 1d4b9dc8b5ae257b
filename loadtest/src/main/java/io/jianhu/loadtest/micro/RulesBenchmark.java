package io.jianhu.loadtest.micro;

import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Material;
import io.jianhu.loadtest.tell.Place;
import io.jianhu.policy.Rulebook;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All guards of the shipped rules: over the mock's answers in pieces of eight characters, and over whole questions. An
 * operation is a character: operations a microsecond are millions of characters a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RulesBenchmark {

    private static final int CHARACTERS = 4096;
    private static final int PIECE = 8;

    private List<Guard> answering = List.of();
    private List<Guard> asking = List.of();
    private List<String> pieces = List.of();
    private List<String> questions = List.of();

    @Setup
    public void prepare() {
        Problems problems = new Problems();
        Rulebook rulebook = Rulebook.compile(
                        PolicyFolder.read(Place.home().resolve("policies"), problems), notice -> true, problems)
                .orElseThrow(() -> new IllegalStateException("the shipped rules: " + problems.list()));
        answering = rulebook.guards(Side.ANSWER);
        asking = rulebook.guards(Side.QUESTION);
        Dialogue dialogue = new Dialogue(1, 0);
        String answers = String.join("", dialogue.bodies()).substring(0, CHARACTERS);
        pieces = IntStream.range(0, CHARACTERS / PIECE)
                .mapToObj(piece -> answers.substring(PIECE * piece, PIECE * (piece + 1)))
                .toList();
        StringBuilder asked = new StringBuilder();
        for (int i = 0; asked.length() < CHARACTERS; i++) {
            asked.append(dialogue.question(i));
        }
        int length = Material.QUESTIONS.getFirst().length();
        questions = IntStream.rangeClosed(0, CHARACTERS / length)
                .mapToObj(i -> asked.substring(i * length, Math.min(CHARACTERS, (i + 1) * length)))
                .toList();
    }

    /** One long answer; one watch for each guard. */
    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public int answers() {
        int settled = 0;
        for (Guard guard : answering) {
            Guard.Watch watch = guard.watch(Side.ANSWER);
            for (String piece : pieces) {
                settled += watch.read(piece, finding -> {});
            }
            watch.end(finding -> {});
        }
        return settled;
    }

    /** Many short questions; one watch for each guard and question. */
    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public int questions() {
        int settled = 0;
        for (Guard guard : asking) {
            for (String question : questions) {
                Guard.Watch watch = guard.watch(Side.QUESTION);
                settled += watch.read(question, finding -> {});
                watch.end(finding -> {});
            }
        }
        return settled;
    }
}
