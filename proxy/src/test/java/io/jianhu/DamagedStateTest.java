package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import io.jianhu.chat.RobotId;
import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import io.jianhu.escalate.Brakes;
import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does when the files that hold its brakes and tickets are not as they were written. */
class DamagedStateTest {

    @TempDir
    Path directory;

    @Test
    void aBrakeIsNotLostBehindAChangedByte() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT.hurried(), Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            Path file = braked(premises);
            byte[] bytes = Files.readAllBytes(file);
            bytes[30] ^= 0x20;
            Files.write(file, bytes);
            assertThatThrownBy(premises::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "00000001.journal: damaged at byte 17, and records stand behind it (expected: ");
            assertThat(Main.run("serve", "--config", premises.configuration.toString()))
                    .isEqualTo(2);
            assertThat(file).hasBinaryContent(bytes);
        }
    }

    @Test
    void aTornTailIsOnRecordAndTheBrakeStays() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT.hurried(), Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            Files.write(braked(premises), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
            try (Gateway gateway = premises.start()) {
                assertThat(Premises.header(
                                premises.ask("127.0.0.1:" + gateway.data().port(), "居住登记怎么办理"), "x-jianhu-decision"))
                        .isEqualTo("refuse");
            }
            try (Stream<String> records = Ledger.read(premises.state.resolve("audit"), Filter.ALL)) {
                assertThat(records).anyMatch(line -> line.contains("\"action\":\"torn-tail\",\"object\":\"tickets\""));
            }
        }
    }

    @Test
    void aLedgerThatLostItsLastLinesSaysSo() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT.hurried(), Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            for (int start = 0; start < 3; start++) {
                premises.start().close();
            }
            Path audit = premises.state.resolve("audit");
            assertThat(Main.run("audit", "verify", audit.toString())).isZero();
            Path file = audit.resolve("00000001.jsonl");
            Files.writeString(file, Files.readAllLines(file).getFirst() + "\n");
            assertThat(Main.run("audit", "verify", audit.toString())).isEqualTo(1);
            premises.start().close();
            try (Stream<String> records = Ledger.read(audit, Filter.ALL)) {
                assertThat(records).anyMatch(line -> line.contains("\"reason\":\"lost-tail\",\"from\":2,"));
            }
            assertThat(Main.run("audit", "verify", audit.toString())).isEqualTo(1);
        }
    }

    private static Path braked(Premises premises) throws IOException {
        Path tickets = premises.state.resolve("tickets");
        try (FileJournal journal = FileJournal.open(tickets, new Checked(), Settings.DEFAULT, Clock.systemUTC())) {
            Brakes brakes = new Brakes(journal, event -> CompletableFuture.allOf(), Clock.systemUTC());
            assertThat(brakes.brake(new RobotId("FT-001"), "li", "check")).isEqualTo(Brakes.Outcome.DONE);
            assertThat(brakes.brake(new RobotId("FT-002"), "li", "check")).isEqualTo(Brakes.Outcome.DONE);
        }
        return tickets.resolve("00000001.journal");
    }
}
