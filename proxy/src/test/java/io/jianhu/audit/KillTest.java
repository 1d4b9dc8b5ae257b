package io.jianhu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses nothing it said it kept. */
class KillTest {

    @TempDir
    Path directory;

    @Test
    void aJournalHoldsWhatWasAcknowledged() throws Exception {
        for (int round = 0; round < 2; round++) {
            Path place = directory.resolve("journal" + round);
            int acknowledged = killed("journal", place, 1000 + 777 * round);
            List<String> records = new ArrayList<>();
            try (FileJournal journal =
                    FileJournal.open(place, new Checked(), Settings.DEFAULT, InstantSource.system())) {
                journal.replay(record -> records.add(new String(record, StandardCharsets.UTF_8)));
            }
            assertThat(records).hasSizeGreaterThanOrEqualTo(acknowledged);
            for (int i = 0; i < records.size(); i++) {
                assertThat(records.get(i)).isEqualTo("record " + (i + 1));
            }
        }
    }

    @Test
    void aLedgerHoldsWhatWasAcknowledgedInACleanChainThatGoesOn() throws Exception {
        for (int round = 0; round < 2; round++) {
            Path place = directory.resolve("ledger" + round);
            int acknowledged = killed("ledger", place, 1000 + 777 * round);
            CheckpointFile checkpoints = Appender.checkpoints(place);
            Verification before = Ledger.verify(place, List.of(checkpoints));
            assertThat(before.good()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(before.lost()).isEmpty();
            assertThat(before.proof()).isEqualTo(Verification.Proof.PROVEN);
            try (Ledger ledger =
                    Ledger.open(place, checkpoints, Settings.DEFAULT, InstantSource.system(), nanoseconds -> {})) {
                ledger.saw(Events.acted(0)).join();
            }
            Verification after = Ledger.verify(place, List.of(checkpoints));
            assertThat(after.isClean()).isTrue();
            assertThat(after.checkpoint().orElseThrow().since()).isEqualTo(1);
            assertThat(after.good()).isGreaterThan(acknowledged);
        }
    }

    /** The last number that was acknowledged before the kill. */
    private static int killed(String what, Path place, int after) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        what,
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int last = 0;
            while (last < after) {
                last = Integer.parseInt(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
