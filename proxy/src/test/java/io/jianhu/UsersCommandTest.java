package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.admin.Account;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.OperatorRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsersCommandTest {

    @TempDir
    private Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anOperatorIsAddedAndThePasswordIsShownOnceAndKeptNowhere() throws IOException {
        int code = add("--name", "chen", "--role", "guardian,auditor", "--guardian", "g-001");
        assertThat(code).isZero();
        assertThat(Accounts.open(state).list())
                .containsExactly(
                        new Account("chen", Set.of(OperatorRole.GUARDIAN, OperatorRole.AUDITOR), Optional.of("g-001")));
        assertThat(out.toString().strip()).hasSize(20);
        assertThat(Files.readString(state.resolve("users.json")))
                .doesNotContain(out.toString().strip());
        assertThat(err.toString()).doesNotContain(out.toString().strip());
    }

    @Test
    void anUnknownRoleIsRefusedWithTheKnownOnes() {
        assertThat(add("--name", "chen", "--role", "king")).isEqualTo(2);
        assertThat(err.toString()).contains("--role: 'king' (expected: viewer, guardian, senior-guardian");
        assertThat(state.resolve("users.json")).doesNotExist();
    }

    @Test
    void aMalformedNameIsRefused() {
        assertThat(add("--name", "chen li", "--role", "viewer")).isEqualTo(2);
        assertThat(err.toString()).contains("name (expected: ");
    }

    private int add(String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "add";
        System.arraycopy(options, 0, line, 1, options.length);
        line[line.length - 2] = "--state";
        line[line.length - 1] = state.toString();
        return new CommandLine(UsersCommand.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
    }
}
