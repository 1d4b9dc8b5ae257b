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
}
