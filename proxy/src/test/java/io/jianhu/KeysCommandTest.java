package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.robot.ApiKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KeysCommandTest {

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new KeysCommand.New())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private static String key(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
        String key = outcome.out().strip();
        assertThat(ApiKey.isValid(key)).isTrue();
        return key;
    }

    @Test
    void printsTheKeyOnceAndTheFormToAdd() {
        Outcome outcome = run("--client", "portal", "--robots", "FT-001,FT-002");
        assertThat(outcome.err())
                .contains("id: \"portal\"", "robots: [\"FT-001\", \"FT-002\"]", ApiKey.hash(key(outcome)))
                .doesNotContain(key(outcome));
    }

    @Test
    void writesANewFileAndExtendsIt(@TempDir Path folder) throws Exception {
        String first = key(run("--client", "portal", "--policies", folder.toString()));
        String second = key(run("--client", "portal", "--policies", folder.toString()));
        String file = Files.readString(folder.resolve("clients/portal.yaml"));
        assertThat(file)
                .containsSubsequence(ApiKey.hash(second), ApiKey.hash(first))
                .doesNotContain(first, second);
        assertThat(folder.resolve("clients")).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys: []",
                "keys: [] # none yet",
                "keys:",
                "",
                "keys:\n- {hash: \"sha256:0000000000000000000000000000000000000000000000000000000000000000\"}",
                "keys:   # two\n    - hash: sha256:0000000000000000000000000000000000000000000000000000000000000000\n"
                        + "      expires: 2027-01-01"
            })
    void keepsWhatAPersonWrote(String keys, @TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("clients")).resolve("portal.yaml");
        String before = "# 说明\napiVersion: jianhu/v1\nkind: Client\nid: portal # id\nrobots: [FT-001]\n" + keys + "\n";
        Files.writeString(file, before);
        String key = key(run("--client", "portal", "--policies", folder.toString()));
        assertThat(Files.readString(file))
                .startsWith("# 说明\napiVersion: jianhu/v1\nkind: Client\nid: portal # id\nrobots: [FT-001]\n")
                .contains(ApiKey.hash(key));
        assertThat(Files.readString(file).contains("000000")).isEqualTo(keys.contains("000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys: [{hash: \"sha256:0000000000000000000000000000000000000000000000000000000000000000\"}]",
                "keys: [",
                "id: other"
            })
    void leavesAloneWhatItCannotExtend(String keys, @TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("clients")).resolve("portal.yaml");
        String before = "apiVersion: jianhu/v1\nkind: Client\nid: portal\n" + keys + "\n";
        Files.writeString(file, before);
        Outcome outcome = run("--client", "portal", "--policies", folder.toString());
        assertThat(outcome.err()).contains("add:", ApiKey.hash(key(outcome)));
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void speaksJson() {
        Outcome outcome = run("--client", "portal", "--robots", "*", "--format", "json");
        assertThat(outcome.out().strip())
                .matches("\\{\"client\":\"portal\",\"key\":\"jh_[0-9A-Za-z]{49}\",\"hash\":\"sha256:[0-9a-f]{64}\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--client ../x", "--client a --robots a/b", "--client a --policies /nowhere", "--client a -x"
            })
    void refusesBadUsage(String arguments) {
        Outcome outcome = run(Arrays.stream(arguments.split(" "))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isNotEmpty();
    }

    private static void robot(Path folder, String id, String more) throws Exception {
        Path file = Files.createDirectories(folder.resolve("robots")).resolve(id + ".yaml");
        Files.writeString(file, "apiVersion: jianhu/v1\nkind: Robot\nid: " + id + "\n" + more);
    }

    @Test
    void robotsThatDoNotExistAreRefusedBeforeAnythingIsWritten(@TempDir Path folder) throws Exception {
        robot(folder, "FT-001", "");
        robot(folder, "FT-002", "");
        Outcome outcome = run("--client", "portal", "--robots", "FT-001,FT-0O1", "--policies", folder.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip())
                .isEqualTo("--robots: no such robot: 'FT-0O1' (expected: FT-001, FT-002) (did you mean 'FT-001'?)");
        assertThat(folder.resolve("clients")).doesNotExist();
        Outcome none = run("--client", "portal", "--robots", "FT-001", "--policies", folder + "/robots");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no such robot: 'FT-001' (expected: a robot in robots/)");
        key(run("--client", "portal", "--robots", "FT-002,FT-001", "--policies", folder.toString()));
        key(run("--client", "window", "--robots", "*", "--policies", folder.toString()));
        assertThat(Files.readString(folder.resolve("clients/portal.yaml")))
                .contains("robots: [\"FT-002\", \"FT-001\"]");
    }

    @Test
    void aRobotIsKnownThoughItsFileIsRefusedForAnotherReason(@TempDir Path folder) throws Exception {
        robot(folder, "FT-001", "staus: on-duty\n");
        Files.writeString(folder.resolve("robots/FT-002.yaml"), "id: [");
        key(run("--client", "portal", "--robots", "FT-001", "--policies", folder.toString()));
        Outcome outcome = run("--client", "window", "--robots", "FT-002", "--policies", folder.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder + "/robots/FT-002.yaml:1:", "not YAML: ", "no such robot: 'FT-002'");
        assertThat(folder.resolve("clients/window.yaml")).doesNotExist();
    }
}
