package io.jianhu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes a ledger is found, at the record that was changed. */
class TamperTest {

    @TempDir
    Path directory;

    private Path file = Path.of("");
    private byte[] original = new byte[0];

    @BeforeEach
    void writeFourRecords() throws IOException {
        try (Ledger ledger = Ledger.open(directory, Settings.DEFAULT, InstantSource.system(), nanoseconds -> {})) {
            for (int i = 1; i <= 4; i++) {
                ledger.saw(Events.acted(i)).join();
            }
        }
        file = directory.resolve("00000001.jsonl");
        original = Files.readAllBytes(file);
    }

    @Test
    void anyChangedByteIsFoundInItsRecord() throws IOException {
        int line = 1;
        for (int at = 0; at < original.length; at++) {
            for (int mask : new int[] {0x20, original[at] ^ '\n'}) {
                byte[] changed = original.clone();
                changed[at] ^= (byte) mask;
                if (changed[at] == original[at]) {
                    continue;
                }
                Files.write(file, changed);
                Verification result = Ledger.verify(directory);
                Verification.Fault fault = result.fault().orElseThrow();
                assertThat(fault.line()).as("byte %d", at).isEqualTo(line);
                assertThat(result.good()).isEqualTo(line - 1L);
                if (line > 1) {
                    assertThat(fault.number()).isEqualTo(line);
                }
            }
            line += original[at] == '\n' ? 1 : 0;
        }
    }

    @Test
    void aMissingRecordIsAGap() throws IOException {
        assertThat(after(lines -> lines.remove(1))).isEqualTo(fault(2, 2, Verification.Kind.GAP));
    }

    @Test
    void exchangedRecordsAreAGap() throws IOException {
        assertThat(after(lines -> lines.add(1, lines.remove(2)))).isEqualTo(fault(2, 2, Verification.Kind.GAP));
    }

    @Test
    void aRecordTwiceIsAGap() throws IOException {
        assertThat(after(lines -> lines.add(1, lines.get(0)))).isEqualTo(fault(2, 2, Verification.Kind.GAP));
    }

    @Test
    void aForgedRecordWithItsOwnTrueHashBreaksTheChainBehindIt() throws IOException {
        byte[] forged = "{\"at\":\"2026-11-23T08:00:00.000Z\",\"event\":\"acted\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(after(lines -> {
                    Line second = Line.parse((lines.get(1) + "\n").getBytes(StandardCharsets.UTF_8))
                            .orElseThrow();
                    lines.set(
                            1,
                            Chain.text(Line.write(2, second.previous(), forged).bytes()));
                }))
                .isEqualTo(fault(3, 3, Verification.Kind.BROKEN_CHAIN));
    }

    @Test
    void aFirstRecordThatIsNotTheFirstOfAllIsBroken() throws IOException {
        byte[] forged = "{\"event\":\"acted\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(after(lines -> lines.set(
                        0, Chain.text(Line.write(1, "1".repeat(64), forged).bytes()))))
                .isEqualTo(fault(1, 1, Verification.Kind.BROKEN_CHAIN));
    }

    @Test
    void anInsertedEmptyLineIsBad() throws IOException {
        assertThat(after(lines -> lines.add(2, ""))).isEqualTo(fault(3, 3, Verification.Kind.BAD_HASH));
    }

    @Test
    void aCutLastRecordIsATornTail() throws IOException {
        Files.write(file, Arrays.copyOf(original, original.length - 1));
        assertThat(Ledger.verify(directory).fault()).contains(fault(4, 4, Verification.Kind.TORN_TAIL));
    }

    private Verification.Fault after(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Ledger.verify(directory).fault().orElseThrow();
    }

    private static Verification.Fault fault(long line, long number, Verification.Kind kind) {
        return new Verification.Fault("00000001.jsonl", line, number, kind);
    }
}
