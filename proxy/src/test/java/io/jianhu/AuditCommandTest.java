package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.audit.CheckpointFile;
import io.jianhu.audit.Ledger;
import io.jianhu.chat.Event;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {

    private record Result(int code, String out, String err) {}

    @TempDir
    Path home;

    private Path directory = Path.of("");

    @BeforeEach
    void writeThreeRecords() throws IOException {
        Instant at = Instant.parse("2026-11-23T08:00:00Z");
        directory = home.resolve("audit");
        CheckpointFile checkpoints = AuditCheckpoints.of(home, StateSecrets.open(home, Map.of()));
        try (Ledger ledger =
                Ledger.open(directory, checkpoints, Settings.DEFAULT, InstantSource.system(), nanoseconds -> {})) {
            ledger.saw(new Event.Acted(at, "wang", "brake", "FT-001")).join();
            ledger.saw(new Event.Moved(at.plusSeconds(60), "FT-001", "T-4F7K2Q", "queued", "citizen", Optional.empty()))
                    .join();
            ledger.saw(new Event.Moved(
                            at.plusSeconds(90000),
                            "FT-002",
                            "T-000000",
                            "claimed",
                            "li",
                            Optional.of(Duration.ofHours(1))))
                    .join();
        }
    }

    @Test
    void aCleanLedgerIsGood() {
        assertThat(run("verify", dir()).code()).isZero();
        assertThat(run("verify", dir()).out()).startsWith("good: 3 records, 1 to 3, last hash ");
        assertThat(run("verify", dir(), "--format", "json").out())
                .startsWith("{\"clean\":true,\"good\":3,\"first\":1,\"last\":3,\"hash\":\"")
                .contains("\"fault\":null}");
    }

    @Test
    void aChangedRecordIsNamed() throws IOException {
        Path file = directory.resolve("00000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("queued", "closed"));
        Result text = run("verify", dir());
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .startsWith("bad: 00000001.jsonl:2: record 2: bad hash")
                .contains("good: 1 record,");
        Result json = run("verify", dir(), "--format", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out())
                .contains("\"fault\":{\"file\":\"00000001.jsonl\",\"line\":2,\"seq\":2,\"why\":\"bad hash\"}");
    }

    @Test
    void whatTheLedgerWasComparedWithIsSaid() throws IOException {
        assertThat(run("verify", dir()).out()).contains("checked: against the checkpoint of ", " at record 3");
        assertThat(run("verify", dir(), "--state", home.toString()).out()).doesNotContain("not checked");
        assertThat(run("verify", dir(), "--format", "json").out()).contains("\"lost\":[],\"proof\":\"proven\",");
        Path copy = Files.move(AuditCheckpoints.file(home), home.resolve("copy"));
        Result none = run("verify", dir());
        assertThat(none.code()).isZero();
        assertThat(none.out()).contains("not checked: whether records are missing before the first or behind the last");
        assertThat(run("verify", dir(), "--format", "json").out()).contains("\"proof\":\"none\",\"checkpoint\":null,");
        assertThat(run("verify", dir(), "--checkpoint", copy.toString()).out())
                .contains("checked: against the checkpoint of ");
        Files.delete(home.resolve("secret"));
        assertThat(run("verify", dir(), "--checkpoint", copy.toString()).out())
                .contains("not checked: who wrote the checkpoint (no secret;");
        Result state = run("verify", dir(), "--state", home.toString());
        assertThat(state.code()).isEqualTo(2);
        assertThat(state.err()).contains("audit.checkpoint is not there (expected: a checkpoint of the ledger)");
    }

    @Test
    void aLostTailIsNamed() throws IOException {
        Path file = directory.resolve("00000001.jsonl");
        Files.writeString(file, Files.readAllLines(file).getFirst() + "\n");
        Result text = run("verify", dir());
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out()).startsWith("lost: records 2 to 3").contains("good: 1 record, 1 to 1");
        Result json = run("verify", dir(), "--format", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).startsWith("{\"clean\":false,").contains("\"lost\":[{\"from\":2,\"to\":3}]");
    }

    @Test
    void aForgedCheckpointIsNamed() throws IOException {
        Path file = AuditCheckpoints.file(home);
        Files.writeString(file, Files.readString(file).replace("\"last\":3", "\"last\":2"));
        Result text = run("verify", dir());
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out()).startsWith("bad: the checkpoint was not written with this secret");
    }

    @Test
    void recordsAreExportedByRobotTimeAndTicket() {
        assertThat(run("export", dir()).out().lines()).hasSize(3);
        assertThat(run("export", dir(), "--robot", "FT-002").out().lines()).hasSize(1);
        assertThat(run("export", dir(), "--ticket", "T-4F7K2Q").out().lines()).hasSize(1);
        assertThat(run("export", dir(), "--from", "2026-11-24").out().lines()).hasSize(1);
        assertThat(run("export", dir(), "--to", "2026-11-23T16:00:30+08:00")
                        .out()
                        .lines())
                .hasSize(1);
        Result none = run("export", dir(), "--robot", "FT-003");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no record meets the conditions");
    }

    @Test
    void aRequestThatIsNotThereIsAFinding() {
        assertThat(run("show", dir(), "--request", "r-1").code()).isEqualTo(1);
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("verify").code()).isEqualTo(2);
        assertThat(run("show", dir()).code()).isEqualTo(2);
        assertThat(run("show", dir()).err()).contains("expected: --request ID or --produce-id ID");
        assertThat(run("show", dir(), "--request", "r", "--produce-id", "r").code())
                .isEqualTo(2);
        Result time = run("export", dir(), "--from", "yesterday");
        assertThat(time.code()).isEqualTo(2);
        assertThat(time.err()).contains("'yesterday' (expected: a day as 2026-11-23");
        Result format = run("verify", dir(), "--format", "yaml");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("'yaml' (expected: text or json)");
        Result missing = run("verify", dir() + "/none");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("is not there (expected: the ledger's directory)");
    }

    @Test
    void helpHasExamples() {
        assertThat(run("--help").out()).contains("jianhu audit verify data/audit");
        assertThat(run("export", "--help").out()).contains("--ticket T-4F7K2Q");
    }

    private String dir() {
        return directory.toString();
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void aDirectoryWithoutALedgerIsNotGood() throws IOException {
        Path state = Files.createDirectories(directory.resolve("state"));
        for (String[] words : new String[][] {
            {"verify", state.toString()},
            {"export", state.toString()},
            {"show", state.toString(), "--request", "r"}
        }) {
            Result result = run(words);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("audit: no ledger here: " + state
                            + " (expected: a directory with files such as 00000001.jsonl)")
                    .doesNotContain("did you mean");
        }
        Path ledger = Files.createDirectories(state.resolve("audit"));
        Files.createDirectories(state.resolve("tickets"));
        Files.move(directory.resolve("00000001.jsonl"), ledger.resolve("00000001.jsonl"));
        assertThat(run("verify", state.toString()).err()).contains(" (did you mean '" + ledger + "'?)");
        assertThat(run("verify", ledger.toString()).code()).isZero();
    }

    @Test
    void anEmptiedFirstFileIsAFinding() throws IOException {
        Path first = directory.resolve("00000001.jsonl");
        String records = Files.readString(first);
        Files.writeString(first, "");
        Result alone = run("verify", dir());
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.out())
                .startsWith("bad: 00000001.jsonl:1: record 1: missing")
                .contains("good: 0 records");
        assertThat(run("verify", dir(), "--format", "json").out())
                .contains("\"fault\":{\"file\":\"00000001.jsonl\",\"line\":1,\"seq\":1,\"why\":\"missing\"}");
        int end = records.indexOf('\n') + 1;
        Files.writeString(directory.resolve("00000002.jsonl"), records.substring(end));
        assertThat(run("verify", dir()).out()).startsWith("bad: 00000001.jsonl:1: record 1: missing");
        Files.writeString(first, records.substring(0, end));
        assertThat(run("verify", dir()).code()).isZero();
        Files.createFile(directory.resolve("00000003.jsonl"));
        assertThat(run("verify", dir()).code()).as("a file that is begun").isZero();
    }
}
