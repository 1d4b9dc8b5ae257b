package io.jianhu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.store.Durability;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By its checkpoint it is seen what a ledger alone cannot show, and a restart does not hide it. */
class CheckpointTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z"));
    private static final Settings SMALL = Settings.DEFAULT.withSegmentBytes(600);
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path home;

    private Path directory = Path.of("");
    private Path noted = Path.of("");

    @BeforeEach
    void writeNineRecords() throws IOException {
        directory = home.resolve("audit");
        noted = home.resolve("audit.checkpoint");
        write(SMALL, 1, 9);
        assertThat(files()).hasSizeGreaterThan(2);
    }

    @Test
    void aWholeLedgerIsProven() throws IOException {
        Verification result = verify();
        assertThat(result.isClean()).isTrue();
        assertThat(result.proof()).isEqualTo(Verification.Proof.PROVEN);
        assertThat(result.checkpoint()).contains(new Checkpoint(9, result.hash(), 1, 1, NOW.instant()));
        assertThat(Ledger.verify(directory).proof()).isEqualTo(Verification.Proof.NONE);
        assertThat(Ledger.verify(directory, List.of(new CheckpointFile(noted, Optional.empty())))
                        .proof())
                .isEqualTo(Verification.Proof.UNPROVEN);
    }

    @Test
    void aLostTailIsNamedAndARestartUsesNoNumberTwice() throws IOException {
        Files.delete(files().getLast());
        long last = Ledger.verify(directory).last();
        assertThat(verify().lost()).containsExactly(new Verification.Lost(last + 1, 9));
        write(SMALL, 10, 11);
        assertThat(lines())
                .anyMatch(line -> line.startsWith("{\"seq\":10,")
                        && line.contains("\"event\":\"recovered\",\"reason\":\"lost-tail\",\"from\":" + (last + 1)
                                + ",\"to\":9,"))
                .last()
                .asString()
                .startsWith("{\"seq\":12,");
        Verification after = verify();
        assertThat(after.fault().orElseThrow().kind()).isEqualTo(Verification.Kind.GAP);
        assertThat(after.lost()).containsExactly(new Verification.Lost(last + 1, 9));
    }

    @Test
    void aTornTailDoesNotHideThatMoreIsLost() throws IOException {
        Path file = files().getLast();
        String half = Files.readString(file).substring(0, 100);
        Files.writeString(file, half);
        write(SMALL, 10, 10);
        assertThat(lines()).anyMatch(line -> line.contains("lost-tail")).anyMatch(line -> line.contains("torn-tail"));
        assertThat(verify().lost()).isNotEmpty();
    }

    @Test
    void aLedgerOfWhichNothingIsLeftIsLost() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        assertThat(verify().lost()).containsExactly(new Verification.Lost(1, 9));
        write(SMALL, 10, 10);
        assertThat(lines().getFirst()).startsWith("{\"seq\":10,").contains("\"lost-tail\",\"from\":1,\"to\":9,");
        assertThat(verify().lost()).containsExactly(new Verification.Lost(1, 9));
    }

    @Test
    void aLostBeginningIsNamedAlsoAfterARestart() throws IOException {
        Files.delete(files().getFirst());
        long first = Ledger.verify(directory).first();
        assertThat(verify().lost()).containsExactly(new Verification.Lost(1, first - 1));
        write(SMALL, 10, 10);
        assertThat(lines())
                .anyMatch(line -> line.contains("\"lost-beginning\",\"from\":1,\"to\":" + (first - 1) + ","));
        assertThat(verify().lost()).containsExactly(new Verification.Lost(1, first - 1));
    }

    @Test
    void lostFirstLinesAreNamed() throws IOException {
        Path file = files().getFirst();
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.subList(1, lines.size())) + "\n");
        assertThat(verify().lost()).containsExactly(new Verification.Lost(1, 1));
    }

    @Test
    void aChainThatWasWrittenAnewIsNamedAndARestartBreaksItForGood() throws IOException {
        writeAnew();
        assertThat(Ledger.verify(directory).isClean()).isTrue();
        assertThat(verify().fault().orElseThrow())
                .matches(fault -> fault.kind() == Verification.Kind.REWRITTEN && fault.number() == 9);
        write(SMALL, 10, 10);
        assertThat(lines()).anyMatch(line -> line.contains("\"reason\":\"changed-records\""));
        assertThat(verify().fault().orElseThrow().kind()).isEqualTo(Verification.Kind.BROKEN_CHAIN);
        assertThat(Ledger.verify(directory).isClean()).isFalse();
    }

    @Test
    void aLongerChainThatWasWrittenAnewDoesNotPassForAnOldCheckpoint() throws IOException {
        byte[] old = Files.readAllBytes(noted);
        write(SMALL, 10, 12);
        Files.write(noted, old);
        writeAnew();
        write(SMALL, 13, 13);
        assertThat(lines()).anyMatch(line -> line.contains("\"reason\":\"changed-records\""));
        assertThat(verify().isClean()).isFalse();
    }

    @Test
    void aCheckpointMayBeOlderThanTheLedger() throws IOException {
        byte[] old = Files.readAllBytes(noted);
        write(SMALL, 10, 12);
        Files.write(noted, old);
        assertThat(verify().isClean()).isTrue();
        write(SMALL, 13, 13);
        assertThat(lines()).hasSize(13).noneMatch(line -> line.contains("recovered"));
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void aForgedCheckpointIsNamedAndSetAside() throws IOException {
        Files.writeString(noted, Files.readString(noted).replace("\"last\":9", "\"last\":8"));
        assertThat(verify().proof()).isEqualTo(Verification.Proof.FORGED);
        assertThat(verify().isClean()).isFalse();
        write(SMALL, 10, 10);
        assertThat(lines()).anyMatch(line -> line.contains("\"forged-checkpoint\",\"from\":1,\"to\":9,"));
        assertThat(home.resolve("audit.checkpoint.forged")).content().contains("\"last\":8");
        assertThat(verify().checkpoint().orElseThrow().since()).isEqualTo(10);
    }

    @Test
    void withoutACheckpointTheNewOnesSayNothingOfOldRecords() throws IOException {
        Files.delete(noted);
        write(SMALL, 10, 10);
        assertThat(lines()).anyMatch(line -> line.contains("\"no-checkpoint\",\"from\":1,\"to\":9,"));
        assertThat(verify().isClean()).isTrue();
        assertThat(verify().checkpoint().orElseThrow().since()).isEqualTo(10);
    }

    @Test
    void whatRetentionRemovesIsNotLost() throws IOException {
        Path copy = Files.copy(noted, home.resolve("copy"));
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(NOW.instant().minus(Duration.ofDays(300))));
        }
        write(SMALL.withRetention(Duration.ofDays(200)), 10, 11);
        Verification result = Ledger.verify(
                directory,
                List.of(new CheckpointFile(noted, Optional.of(KEY)), new CheckpointFile(copy, Optional.of(KEY))));
        assertThat(result.first()).isGreaterThan(1);
        assertThat(result.lost()).isEmpty();
        assertThat(result.isClean()).isTrue();
        assertThat(result.checkpoint().orElseThrow().first()).isEqualTo(result.first());
        Files.delete(files().getFirst());
        assertThat(verify().isClean()).isFalse();
    }

    @Test
    void oldFilesStayWhileTheNewBeginningCannotBeNoted() throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(NOW.instant().minus(Duration.ofDays(300))));
        }
        Files.createDirectories(home.resolve("audit.checkpoint.new/full"));
        int before = files().size();
        write(SMALL.withRetention(Duration.ofDays(200)), 10, 10);
        assertThat(files()).hasSizeGreaterThanOrEqualTo(before);
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void itIsNotedWithinSecondsAndNeverAheadOfTheDisk() throws Exception {
        try (Ledger ledger = open(Settings.DEFAULT.with(Durability.ASYNC))) {
            ledger.saw(Events.acted(10)).join();
            Instant deadline = Instant.now().plusSeconds(30);
            while (verify().checkpoint().orElseThrow().last() < 10
                    && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
            assertThat(verify().checkpoint().orElseThrow().last()).isEqualTo(10);
            assertThat(verify().isClean()).isTrue();
        }
    }

    private void writeAnew() throws IOException {
        long number = 0;
        String previous = Line.GENESIS;
        for (Path file : files()) {
            StringBuilder text = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                String object = "{"
                        + line.substring(line.indexOf(',') + 1, line.indexOf(",\"prev\":"))
                                .replace("brake", "smile")
                        + "}";
                Line forged = Line.write(++number, previous, object.getBytes(StandardCharsets.UTF_8));
                previous = forged.hash();
                text.append(new String(forged.bytes(), StandardCharsets.UTF_8));
            }
            Files.writeString(file, text);
        }
    }

    private Verification verify() throws IOException {
        return Ledger.verify(directory, List.of(new CheckpointFile(noted, Optional.of(KEY))));
    }

    private Ledger open(Settings settings) throws IOException {
        return Ledger.open(directory, new CheckpointFile(noted, Optional.of(KEY)), settings, NOW, nanoseconds -> {});
    }

    private void write(Settings settings, int from, int to) throws IOException {
        try (Ledger ledger = open(settings)) {
            IntStream.rangeClosed(from, to)
                    .forEach(number -> ledger.saw(Events.acted(number)).join());
        }
    }

    private List<String> lines() throws IOException {
        try (Stream<String> lines = Ledger.read(directory, Filter.ALL)) {
            return lines.toList();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
