package io.jianhu.loadtest.micro;

import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.arm.Scratch;
import io.jianhu.loadtest.ask.Frame;
import io.jianhu.loadtest.ask.Heard;
import io.jianhu.loadtest.ask.Request;
import io.jianhu.loadtest.model.MockAnswers;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.Scan;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.tell.Place;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole exchange without sockets: the shipped policies and 10,000 words, a mobile number in one question of ten, and a
 * model that has its answers ready. No two questions are alike.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 5, time = 1)
public class WalkBenchmark {

    private static final int WORDS = 10_000;
    private static final int NO_PORT = 1;
    private static final int CHECKED = 100;
    /** What every notice says of the robot. */
    private static final String MACHINE = "人工智能";

    private final Dialogue dialogue = new Dialogue(1, 0.1);
    private final MockAnswers answers = new MockAnswers(dialogue);
    private final Indoors gateway;
    private byte[] asked = {};
    private long number;

    /** Compiles the policies. */
    public WalkBenchmark() {
        try {
            Path scratch = Files.createTempDirectory("jianhu-walk-");
            try {
                GatewayFiles files = GatewayFiles.write(
                        scratch, Place.home().resolve("policies"), NO_PORT, Pace.NONE, WordBase.words(1, WORDS));
                gateway = new Indoors(files.policies(), files.key(), this::answer);
            } finally {
                Scratch.remove(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<byte[]> answer(byte[] body) {
        asked = body;
        MockAnswers.Asked question = MockAnswers.read(body).orElseThrow();
        return question.stream() ? answers.events(question) : List.of(ByteBufUtil.getBytes(answers.document(question)));
    }

    /** Every answer is the right one, and no model reads a number. */
    @Setup
    public void check() {
        int personal = 0;
        for (int i = 0; i < CHECKED; i++) {
            boolean stream = i % 2 == 0;
            long one = number;
            long before = gateway.recorded();
            ByteArrayOutputStream given = new ByteArrayOutputStream();
            ask(stream, given::writeBytes);
            Heard heard = new Heard(stream);
            heard.read(Unpooled.wrappedBuffer(given.toByteArray()));
            boolean ended = heard.end();
            Optional<Frame> frame = Frame.around(Scan.utf8(dialogue.answer(one)), heard.text());
            if (!ended
                    || frame.filter(around -> text(around.before()).contains(MACHINE))
                            .isEmpty()
                    || dialogue.mobile(one).filter(text(asked)::contains).isPresent()
                    || gateway.recorded() == before) {
                throw new IllegalStateException("not the right answer to " + one + ": " + given);
            }
            personal += dialogue.mobile(one).isPresent() ? 1 : 0;
        }
        if (personal == 0) {
            throw new IllegalStateException("no question had a number");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @TearDown
    public void close() {
        gateway.close();
    }

    /** An answer that comes whole. */
    @Benchmark
    public void document(Blackhole citizen) {
        ask(false, citizen::consume);
    }

    /** An answer of about 45 events. */
    @Benchmark
    public void stream(Blackhole citizen) {
        ask(true, citizen::consume);
    }

    private void ask(boolean stream, Consumer<byte[]> client) {
        long one = number++;
        gateway.ask("loadtest-" + one, Request.of(dialogue.question(one), stream), client);
    }
}
