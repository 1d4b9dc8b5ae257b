package io.jianhu.store;

import static io.jianhu.store.JournalContract.bytes;
import static io.jianhu.store.JournalContract.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class RecoveryTest {

    @Property(tries = 5)
    void cutAtAnyByteItHoldsAPrefixAndGoesOn(
            @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 12) String> records) throws IOException {
        byte[] whole = written(records);
        for (int length = 0; length <= whole.length; length++) {
            List<String> kept = reopened(Arrays.copyOf(whole, length), "more");
            assertThat(kept).endsWith("more");
            List<String> prefix = kept.subList(0, kept.size() - 1);
            assertThat(prefix).isEqualTo(records.subList(0, prefix.size()));
            assertThat(prefix.size() < records.size() || length == whole.length).isTrue();
        }
    }

    @Property(tries = 40)
    void garbageOrZerosBehindTheLastRecordAreCutOff(
            @ForAll @Size(max = 5) List<@StringLength(max = 12) String> records,
            @ForAll @Size(max = 40) byte[] garbage,
            @ForAll @IntRange(max = 40) int zeros)
            throws IOException {
        byte[] whole = written(records);
        byte[] spoilt = Arrays.copyOf(whole, whole.length + zeros + garbage.length);
        System.arraycopy(garbage, 0, spoilt, whole.length + zeros, garbage.length);
        List<String> kept = reopened(spoilt, "more");
        assertThat(kept.subList(0, kept.size() - 1)).isEqualTo(records);
    }

    @Property(tries = 5)
    void aChangedByteWithRecordsBehindItIsRefusedAndNothingIsCut(
            @ForAll @Size(min = 1, max = 4) List<@StringLength(max = 12) String> records) throws IOException {
        int end = written(records).length;
        byte[] whole =
                written(Stream.concat(records.stream(), Stream.of("last")).toList());
        for (int at = 0; at < end; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x20;
            Path directory = Files.createTempDirectory("journal");
            try {
                Path file = Files.write(directory.resolve("00000001.journal"), changed);
                assertThatThrownBy(() -> open(directory))
                        .as("byte %d", at)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("00000001.journal: damaged at byte ")
                        .hasMessageContaining("(expected: the file from a backup, or moved away");
                assertThat(file).hasBinaryContent(changed);
                assertThat(directory.resolve("00000001.journal.torn")).doesNotExist();
            } finally {
                delete(directory);
            }
        }
    }

    @Property(tries = 5)
    void aChangedByteInTheLastRecordIsATornTail(@ForAll @Size(max = 4) List<@StringLength(max = 12) String> records)
            throws IOException {
        int start = written(records).length;
        byte[] whole =
                written(Stream.concat(records.stream(), Stream.of("last")).toList());
        for (int at = start; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x20;
            assertThat(reopened(changed, "more"))
                    .isEqualTo(
                            Stream.concat(records.stream(), Stream.of("more")).toList());
        }
    }

    private static byte[] written(List<String> records) throws IOException {
        Path directory = Files.createTempDirectory("journal");
        try (FileJournal journal = open(directory)) {
            for (String record : records) {
                journal.append(bytes(record)).join();
            }
            return Files.readAllBytes(journal.files().getFirst());
        } finally {
            delete(directory);
        }
    }

    private static List<String> reopened(byte[] file, String more) throws IOException {
        Path directory = Files.createTempDirectory("journal");
        try {
            Files.write(directory.resolve("00000001.journal"), file);
            try (FileJournal journal = open(directory)) {
                journal.append(bytes(more)).join();
            }
            try (FileJournal journal = open(directory)) {
                return new ArrayList<>(texts(journal));
            }
        } finally {
            delete(directory);
        }
    }

    private static FileJournal open(Path directory) throws IOException {
        return FileJournal.open(directory, new Checked(), Settings.DEFAULT, InstantSource.system());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
