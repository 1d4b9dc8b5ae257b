package io.jianhu.store;

import static io.jianhu.store.JournalContract.bytes;
import static io.jianhu.store.JournalContract.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileJournalTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z"));

    @TempDir
    Path parent;

    @Test
    void recordsAreThereAfterReopeningAndMoreComeBehindThem() throws IOException {
        for (int round = 0; round < 3; round++) {
            try (FileJournal journal = open(Settings.DEFAULT)) {
                journal.append(bytes("round " + round)).join();
            }
        }
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThat(texts(journal)).containsExactly("round 0", "round 1", "round 2");
            assertThat(journal.files()).hasSize(1);
        }
    }

    @Test
    void aFullFileIsFollowedByANewOne() throws IOException {
        try (FileJournal journal = open(Settings.DEFAULT.withSegmentBytes(100))) {
            List<String> texts =
                    IntStream.range(0, 20).mapToObj(i -> "0123456789 " + i).toList();
            texts.forEach(text -> journal.append(bytes(text)).join());
            assertThat(journal.files()).hasSizeGreaterThan(3);
            assertThat(texts(journal)).isEqualTo(texts);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 40, 150})
    void aFileBeforeTheLastThatIsNotWholeIsNotPassedOver(int at) throws IOException {
        Settings settings = Settings.DEFAULT.withSegmentBytes(100);
        try (FileJournal journal = open(settings)) {
            IntStream.range(0, 20)
                    .forEach(i -> journal.append(bytes("0123456789 " + i)).join());
            Path first = journal.files().getFirst();
            byte[] bytes = Files.readAllBytes(first);
            Files.write(first, at < bytes.length ? changed(bytes, at) : new byte[0]);
        }
        try (FileJournal journal = open(settings)) {
            assertThatThrownBy(() -> texts(journal))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("00000001.journal: damaged at byte ");
        }
    }

    @Test
    void whatWasTornOffIsTold() throws IOException {
        Path file;
        try (FileJournal journal = open(Settings.DEFAULT)) {
            journal.append(bytes("whole")).join();
            file = journal.files().getFirst();
        }
        Files.write(file, new byte[7], StandardOpenOption.APPEND);
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThat(journal.torn()).isEqualTo(7);
        }
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThat(journal.torn()).isZero();
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThat(mode(directory())).isEqualTo("rwx------");
            assertThat(mode(journal.files().getFirst())).isEqualTo("rw-------");
            assertThat(mode(directory().resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstIsClosed() throws IOException {
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThatThrownBy(() -> open(Settings.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another writer uses it (expected: one process for a directory)");
            assertThat(journal.append(bytes("mine"))).succeedsWithin(Duration.ofSeconds(10));
        }
        open(Settings.DEFAULT).close();
    }

    @Test
    void oldFilesAreDeletedWholeButNeverTheLast() throws IOException {
        Settings settings = Settings.DEFAULT.withSegmentBytes(10).withRetention(Duration.ofDays(200));
        try (FileJournal journal = open(settings)) {
            IntStream.range(0, 4)
                    .forEach(i -> journal.append(bytes("0123456789 " + i)).join());
            List<Path> files = journal.files();
            age(files.get(0), 201);
            age(files.get(1), 199);
            journal.append(bytes("0123456789 4")).join();
            assertThat(texts(journal)).startsWith("0123456789 1");
        }
        for (Path file : Segments.list(directory(), "journal")) {
            age(file, 300);
        }
        try (FileJournal journal = open(settings)) {
            assertThat(texts(journal)).containsExactly("0123456789 4");
        }
    }

    @Test
    void aFullQueueRefusesAtOnce() throws IOException {
        Settings settings = new Settings(Durability.GROUP, 1 << 20, 1000, Optional.empty());
        FaultyDisk disk = new FaultyDisk();
        try (FileJournal journal = FileJournal.open(directory(), new Checked(), settings, NOW, disk)) {
            disk.hold();
            List<CompletableFuture<Void>> appended = IntStream.range(0, 50)
                    .mapToObj(i -> journal.append(new byte[100]))
                    .toList();
            long refused = appended.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .count();
            assertThat(refused).isBetween(25L, 40L);
            assertThat(journal.failures()).isEqualTo(refused);
            disk.letGo();
            appended.stream().filter(kept -> !kept.isCompletedExceptionally()).forEach(CompletableFuture::join);
        }
    }

    @Test
    void aFailedForceGivesTheFileUpAndFailsItsRecordsOnly() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (FileJournal journal = FileJournal.open(directory(), new Checked(), Settings.DEFAULT, NOW, disk)) {
            journal.append(bytes("before")).join();
            disk.failForces(1);
            assertThat(journal.append(bytes("lost")))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(NotKept.class);
            journal.append(bytes("after")).join();
            assertThat(journal.healthy()).isTrue();
            assertThat(journal.failures()).isEqualTo(1);
            assertThat(journal.files()).hasSize(2);
            assertThat(disk.forcesAfterFailure()).isZero();
            assertThat(texts(journal)).containsExactly("before", "after");
        }
        try (FileJournal journal = open(Settings.DEFAULT)) {
            assertThat(texts(journal)).containsExactly("before", "after");
        }
    }

    @Test
    void aWriteThatStopsHalfWayLeavesNothingBehind() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (FileJournal journal = FileJournal.open(directory(), new Checked(), Settings.DEFAULT, NOW, disk)) {
            journal.append(bytes("before")).join();
            disk.failWrites(1);
            assertThat(journal.append(bytes("lost"))).failsWithin(Duration.ofSeconds(10));
            journal.append(bytes("after")).join();
            assertThat(texts(journal)).containsExactly("before", "after");
        }
    }

    @Test
    void aFullDiskMakesItUnhealthyUntilThereIsRoomWithoutAnyAppend() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (FileJournal journal = FileJournal.open(directory(), new Checked(), Settings.DEFAULT, NOW, disk)) {
            disk.failWrites(Integer.MAX_VALUE);
            assertThat(journal.append(bytes("lost"))).failsWithin(Duration.ofSeconds(10));
            assertThat(journal.healthy()).isFalse();
            assertThat(journal.append(bytes("lost too"))).failsWithin(Duration.ofSeconds(10));
            assertThat(Segments.list(directory(), "journal")).hasSizeLessThanOrEqualTo(1);
            disk.failWrites(0);
            Instant deadline = Instant.now().plusSeconds(20);
            while (!journal.healthy() && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            journal.append(bytes("after")).join();
            assertThat(texts(journal)).containsExactly("after");
        }
    }

    private FileJournal open(Settings settings) throws IOException {
        return FileJournal.open(directory(), new Checked(), settings, NOW);
    }

    private Path directory() {
        return parent.resolve("journal");
    }

    private static byte[] changed(byte[] bytes, int at) {
        bytes[at] ^= 0x20;
        return bytes;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void age(Path file, int days) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW.instant().minus(Duration.ofDays(days))));
    }
}
