package io.jianhu.loadtest.micro;

import io.jianhu.audit.Ledger;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Verdict;
import io.jianhu.loadtest.arm.Scratch;
import io.jianhu.store.Settings;
import io.jianhu.text.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The three records of an exchange in which a mobile number was masked. An operation is an exchange. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {

    /** How many exchanges are put on record before it is waited for them. */
    private static final int TOGETHER = 64;

    private static final Subject SUBJECT = new Subject(
            "0197c5d2-8f1e-4c1b-9d3a-000000000000", "FT-001", "示例局", "loadtest", "openai", "r-0123456789ab");
    private static final Ruling MASKED = new Ruling(
            new Verdict.Mask(List.of(new Finding("JH-4101", Side.QUESTION, new Span(12, 34), Severity.MEDIUM))),
            List.of());

    private static List<Event> events(Instant now) {
        return List.of(
                new Event.Asked(SUBJECT, now, Map.of("mobile", 1), "0123456789abcdef".repeat(4)),
                new Event.Decided(SUBJECT, now, Side.QUESTION, MASKED, Duration.ofNanos(81_234)),
                new Event.Answered(
                        SUBJECT,
                        now,
                        Decision.MASK,
                        List.of("JH-4101"),
                        Optional.empty(),
                        Event.NoticeState.GIVEN,
                        "sample-chat",
                        Duration.ofNanos(812_345_678),
                        Optional.of(Duration.ofNanos(41_234_567)),
                        Duration.ofNanos(798_765_432),
                        14,
                        412));
    }

    /** Lines that are written nowhere. */
    @State(Scope.Thread)
    public static class Lines {

        private final Clock clock = Clock.systemUTC();
        private Function<Event, byte[]> lines = Ledger.lines(clock);

        @Setup
        public void prepare() throws IOException {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            events(clock.instant()).stream().map(lines).forEach(file::writeBytes);
            Path directory = Files.createTempDirectory("jianhu-audit-");
            try {
                Files.write(directory.resolve("00000001.jsonl"), file.toByteArray());
                check(directory);
            } finally {
                Scratch.remove(directory);
            }
            lines = Ledger.lines(clock);
        }
    }

    /** A ledger in a directory of its own, of which old files are removed. */
    @State(Scope.Thread)
    public static class Kept {

        private final Clock clock = Clock.systemUTC();
        private final Path directory;
        private final Ledger ledger;

        /** Opens it. */
        public Kept() {
            try {
                directory = Files.createTempDirectory("jianhu-audit-");
                ledger = Ledger.open(
                        directory, Settings.DEFAULT.withRetention(Duration.ofSeconds(1)), clock, nanoseconds -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Setup
        public void prepare() throws IOException {
            events(clock.instant()).forEach(event -> ledger.saw(event).join());
            check(directory);
        }

        @TearDown(Level.Trial)
        public void remove() {
            ledger.close();
            Scratch.remove(directory);
        }
    }

    private static void check(Path directory) throws IOException {
        if (!Ledger.verify(directory).isClean() || Ledger.verify(directory).good() != 3) {
            throw new IllegalStateException("not the records that were to be kept: " + Ledger.verify(directory));
        }
    }

    /** Encoded, numbered and chained. */
    @Benchmark
    public void lines(Lines records, Blackhole file) {
        for (Event event : events(records.clock.instant())) {
            file.consume(records.lines.apply(event));
        }
    }

    /** The same in a file, forced to the disk as often as it can be while others gather. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void kept(Kept records) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < TOGETHER; i++) {
            for (Event event : events(records.clock.instant())) {
                last = records.ledger.saw(event);
            }
        }
        last.join();
        if (records.ledger.failures() > 0) {
            throw new IllegalStateException("records were not kept");
        }
    }
}
