package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.admin.Account;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.OperatorRole;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One step back on a gateway where operators sign in. */
class PolicyRollbackCommandTest {
    private static final String PASSWORD = "another long password of the tests";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies;
    private ScriptedModel model;
    private House house;

    @BeforeEach
    void open() throws Exception {
        policies = directory.resolve("policies");
        Path shipped = Path.of("../policies");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(shipped)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = policies.resolve(shipped.relativize(file).toString());
            Files.createDirectories(java.util.Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
        }
        model = ScriptedModel.start();
        house = House.open(directory.resolve("state"), policies, model.url());
        Accounts accounts = Accounts.open(directory.resolve("state"));
        for (OperatorRole role : List.of(OperatorRole.POLICY_APPROVER, OperatorRole.POLICY_EDITOR)) {
            accounts.put(new Account(role.word(), Set.of(role), Optional.empty()), PASSWORD.toCharArray());
        }
    }

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    @Test
    void anApproverGoesBackAndWhatWasLeftStaysOutAcrossARestart() throws Exception {
        House.Operator operator = house.operator("first", "g-001");
        String first = revision(operator);
        Files.writeString(
                policies.resolve("rules/decisions.yaml"), "\n# another revision\n", StandardOpenOption.APPEND);
        await(operator, first);
        String second = revision(operator);

        assertThat(run("policy-approver", "a wrong password")).isEqualTo(1);
        assertThat(run("policy-editor", PASSWORD)).isEqualTo(1);
        assertThat(err.toString()).contains("sign-in: ", "role (expected: policy-approver)");
        assertThat(revision(operator)).isEqualTo(second);
        assertThat(run("policy-approver", PASSWORD)).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo(first + " in force, rolled back from " + second + System.lineSeparator());
        assertThat(revision(operator)).isEqualTo(first);
        assertThat(house.citizen().says("你好").header("x-jianhu-policy")).isEqualTo(first);
        assertThat(operator.get("/api/audit?limit=20").text())
                .contains("\"action\":\"policy-rollback\",\"object\":\"" + second + "\"")
                .contains("\"actor\":\"policy-approver\"", "\"change\":\"rules/decisions.yaml changed\"");

        house.restart();
        House.Operator again = house.operator("first", "g-001");
        assertThat(revision(again)).isEqualTo(first);
        assertThat(again.get("/api/policy").json().path("rolledBackFrom").asText())
                .isEqualTo(second);
        Files.writeString(policies.resolve("rules/decisions.yaml"), "# and another\n", StandardOpenOption.APPEND);
        await(again, first);
        assertThat(again.get("/api/policy").json().path("rolledBackFrom").isNull())
                .isTrue();
    }

    @Test
    void wrongUseAndNoAnswerAreToldApart() throws Exception {
        assertThat(execute("--admin", "gateway")).isEqualTo(2);
        assertThat(execute("--admin", house.console().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("(expected: --user NAME)");
        assertThat(execute("--admin", house.console().toString(), "--user", "first"))
                .isEqualTo(2);
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(execute("--admin", "http://127.0.0.1:" + free)).isEqualTo(2);
        assertThat(err.toString()).contains("no answer from http://127.0.0.1:" + free);
    }

    private static String revision(House.Operator operator) throws Exception {
        return operator.get("/api/policy").json().path("revision").asText();
    }

    private static void await(House.Operator operator, String left) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (revision(operator).equals(left)) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private int run(String user, String password) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return execute("--admin", house.console().toString(), "--user", user, "--password-stdin");
        } finally {
            System.setIn(before);
        }
    }

    private int execute(String... arguments) {
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("rollback"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
