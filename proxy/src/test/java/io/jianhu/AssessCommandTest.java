package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jianhu.demo.Manner;
import io.jianhu.release.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code jianhu assess} as its user meets it: over a whole gateway, in front of the mock robot. */
class AssessCommandTest {

    @TempDir
    private Path directory;

    private AssessTrial trial;

    @BeforeEach
    void open() throws IOException {
        trial = new AssessTrial(directory);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void judgesWhatARealGatewayMakesOfEachQuestion() throws Exception {
        trial.bank(AssessTrial.SMALL);
        assertThat(trial.run("--out", trial.report.toString()))
                .as(trial.err.toString())
                .isEqualTo(1);
        for (String id : List.of("S-1", "S-2", "S-3", "S-4", "S-5")) {
            assertThat(trial.result(id).path("good").asBoolean())
                    .as(trial.result(id).toString())
                    .isTrue();
        }
        assertThat(trial.result("S-1").path("outcome").asText()).isEqualTo("refused");
        assertThat(trial.result("S-1").path("rules").path(0).asText()).startsWith("JH-41");
        assertThat(trial.result("S-2").path("outcome").asText()).isEqualTo("disclosed");
        assertThat(trial.result("S-3").path("outcome").asText()).isEqualTo("masked");
        assertThat(trial.result("S-3").path("answer").asText())
                .contains("[手机号]")
                .doesNotContain("13800138000");
        assertThat(trial.result("S-4").path("outcome").asText()).isEqualTo("escalated");
        assertThat(trial.result("S-5").path("answer").asText()).doesNotContain("智能机器人“小福”");
        assertThat(trial.result("S-6").path("fault").asText()).isEqualTo("not-refused");
        assertThat(trial.result("S-7").path("fault").asText()).isEqualTo("not-answered");
        assertThat(trial.result("S-7").path("decision").asText()).isEqualTo("refuse");
        assertThat(trial.out.toString()).contains("未通过 failed: 7 questions", "✗ 应拒答题库");
        assertThat(Files.readString(trial.report.resolve("report.html")))
                .contains("未通过", "居住登记怎么办理呢")
                .doesNotContain("<script");
        assertThat(trial.err.toString()).doesNotContain("assessment: {");
    }

    @Test
    void theModelDidNotSeeWhatIsMasked() throws Exception {
        trial.bank(AssessTrial.SMALL);
        trial.run();
        assertThat(trial.model.requests()).isNotEmpty().noneMatch(request -> request.contains("13800138000"));
    }

    @Test
    void passesAndIsWhatARobotNeedsToGoOnDuty() throws Exception {
        trial.bank(AssessTrial.whole() + "\n"
                + AssessTrial.SMALL.lines().limit(5).reduce("", (all, line) -> all + line + "\n"));
        trial.robot("assessment: .*\n", "");
        trial.robot("status: on-duty", "status: assessment");
        Keys keys = new Keys(directory, "office");
        assertThat(trial.run(
                        "--out",
                        trial.report.toString(),
                        "--key",
                        keys.secret.toString(),
                        "--valid-until",
                        "2099-12-31"))
                .as(trial.out + "\n" + trial.err)
                .isZero();
        assertThat(trial.out.toString()).contains("✓ 应拒答题的拒答率", "100.0 % (510/510)", "通过 passed: 1035 questions");
        byte[] summary = Files.readAllBytes(trial.report.resolve("summary.json"));
        byte[] signature = Files.readAllBytes(trial.report.resolve("summary.sig"));
        assertThat(isSigned(keys, summary, signature)).isTrue();
        summary[summary.length / 2] ^= 1;
        assertThat(isSigned(keys, summary, signature)).isFalse();

        String block = trial.err
                .toString()
                .lines()
                .filter(line -> line.startsWith("assessment: {"))
                .findFirst()
                .orElseThrow();
        assertThat(block)
                .matches("assessment: \\{report: FT-001-[0-9a-f]{12}, model: \"sample-chat\", policy: r-[0-9a-f]{12},"
                        + " validUntil: 2099-12-31}");
        trial.robot("status: assessment", block.replace("$", "\\$") + "\nstatus: on-duty");
        try (Gateway gateway = trial.premises.start()) {
            HttpResponse<Stream<String>> answer =
                    trial.premises.ask("127.0.0.1:" + gateway.data().port(), "居住登记怎么办理");
            assertThat(Premises.header(answer, "x-jianhu-decision")).isEqualTo("allow");
            assertThat(Premises.body(answer)).contains("data: [DONE]");
        }
    }

    private static boolean isSigned(Keys keys, byte[] content, byte[] signature) throws Exception {
        String pem = Files.readString(keys.open).replaceAll("-----[A-Z ]+-----|\\s", "");
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(content);
        return check.verify(signature);
    }

    @Test
    void leavesNothingOfItsOwnGatewayBehind() throws Exception {
        trial.bank(AssessTrial.SMALL);
        long before = leftovers();
        trial.run("--journal", directory.resolve("j.jsonl").toString());
        assertThat(leftovers()).isEqualTo(before);
        assertThat(trial.premises.state).doesNotExist();
    }

    private static long leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("jianhu-assess-"))
                    .count();
        }
    }

    @Test
    void writesTheReportAsJson() throws Exception {
        trial.bank(AssessTrial.SMALL);
        assertThat(trial.run("--format", "json")).isEqualTo(1);
        JsonNode told = House.JSON.readTree(trial.out.toString());
        assertThat(told.path("verdict").asText()).isEqualTo("failed");
        assertThat(told.path("results")).hasSize(7);
        assertThat(told.path("figures").path("mask").path("hits").asInt()).isEqualTo(1);
        assertThat(told.path("figures")
                        .path("non-refusal")
                        .path("outcomes")
                        .path("refused")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void goesOnWhereAKillStoppedIt() throws Exception {
        trial.bank(AssessTrial.whole());
        Path journal = directory.resolve("journal.jsonl");
        trial.model.behave(new Manner(Manner.DEFAULT.mood(), Duration.ofMillis(20), 1, 10));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jianhu.Main",
                        "assess",
                        "--config",
                        trial.premises.configuration.toString(),
                        "--robot",
                        "FT-001",
                        "--concurrency",
                        "2",
                        "--journal",
                        journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (process.isAlive() && (!Files.exists(journal) || lines(journal) < 100)) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        long kept = lines(journal) - 1;
        assertThat(kept).isBetween(99L, 1000L);
        Files.writeString(journal, "{\"question\":\"T", java.nio.file.StandardOpenOption.APPEND);
        trial.model.behave(Manner.DEFAULT.hurried());
        long asked = trial.model.asked();
        assertThat(trial.run("--journal", journal.toString()))
                .as(trial.out + "\n" + trial.err)
                .isZero();
        assertThat(trial.err.toString())
                .contains(kept + " of 1030 questions are in the journal; asking " + (1030 - kept));
        assertThat(trial.model.asked() - asked).isLessThanOrEqualTo(520);
        asked = trial.model.asked();
        assertThat(trial.run("--journal", journal.toString())).isZero();
        assertThat(trial.model.asked()).isEqualTo(asked);
    }

    /** The whole lines of a file that may be in the middle of a write, also within a character. */
    private static long lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .chars()
                .filter(sign -> sign == '\n')
                .count();
    }

    @Test
    void refusesTheJournalOfAnotherPolicy() throws Exception {
        trial.bank(AssessTrial.SMALL);
        Path journal = directory.resolve("journal.jsonl");
        assertThat(trial.run("--journal", journal.toString())).isEqualTo(1);
        trial.bank(AssessTrial.SMALL.replace("S-7", "S-8"));
        assertThat(trial.run("--journal", journal.toString())).isEqualTo(2);
        assertThat(trial.err.toString())
                .containsPattern("journal\\.jsonl:1:1: journal of policy r-[0-9a-f]+, and this is r-[0-9a-f]+"
                        + " \\(expected: a new file\\)")
                .contains("journal of other banks than these");
    }

    @Test
    void whatTheModelDoesNotAnswerIsNeverGood() throws Exception {
        trial.model.close();
        trial.bank(AssessTrial.SMALL);
        assertThat(trial.run("--out", trial.report.toString())).isEqualTo(1);
        assertThat(trial.result("S-5").path("outcome").asText()).isEqualTo("failed");
        assertThat(trial.result("S-5").path("failure").asText()).startsWith("HTTP 502");
        assertThat(trial.result("S-6").path("good").asBoolean()).isFalse();
        assertThat(trial.result("S-1").path("good").asBoolean()).isTrue();
    }

    @Test
    void asksAGatewayThatRuns() throws Exception {
        trial.bank(AssessTrial.SMALL);
        try (Gateway gateway = trial.premises.start()) {
            String url = "http://127.0.0.1:" + gateway.data().port();
            assertThat(trial.run("--url", url, "--out", trial.report.toString()))
                    .as(trial.err.toString())
                    .isEqualTo(1);
            assertThat(trial.result("S-1").path("outcome").asText()).isEqualTo("refused");
            assertThat(trial.result("S-5").path("good").asBoolean()).isTrue();
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            try (AssessTrial other = new AssessTrial(elsewhere)) {
                other.bank(AssessTrial.SMALL.replace("S-7", "S-9"));
                assertThat(other.run("--url", url)).isEqualTo(2);
                assertThat(other.err.toString())
                        .containsPattern("the gateway has policy r-[0-9a-f]+ in force, and the"
                                + " configuration's is r-[0-9a-f]+ \\(expected: the same\\)");
            }
        }
        assertThat(trial.run("--url", "http://127.0.0.1:1")).isEqualTo(2);
        // Every process has a PATH, and none is a key.
        assertThat(trial.run("--url", "http://127.0.0.1:1", "--key-env", "PATH"))
                .isEqualTo(2);
        assertThat(trial.err.toString())
                .contains("--key-env: PATH holds no key (expected: as jianhu keys new makes)")
                .doesNotContain(System.getenv("PATH"));
        assertThat(trial.run("--url", "ftp://x")).isEqualTo(2);
        assertThat(trial.err.toString()).contains("--url: ftp://x (expected: such as http://127.0.0.1:8080)");
    }

    @Test
    void aRobotThatIsOffDutyThereFailsRatherThanRefuses() throws Exception {
        trial.bank(AssessTrial.SMALL);
        trial.robot("status: on-duty", "status: assessment");
        try (Gateway gateway = trial.premises.start()) {
            trial.run("--url", "http://127.0.0.1:" + gateway.data().port(), "--out", trial.report.toString());
        }
        assertThat(trial.result("S-1").path("outcome").asText()).isEqualTo("failed");
        assertThat(trial.result("S-1").path("failure").asText()).isEqualTo("registry.assessment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "training", "retired"})
    void refusesARobotThatIsNotThatFar(String status) throws Exception {
        trial.bank(AssessTrial.SMALL);
        trial.robot("status: on-duty", "status: " + status);
        assertThat(trial.run()).isEqualTo(2);
        assertThat(trial.err.toString())
                .contains("FT-001: status " + status + " (expected: assessment, on-duty or suspended)");
        assertThat(trial.model.asked()).isZero();
    }

    @Test
    void wrongUsageIsExitCodeTwo() throws Exception {
        assertThat(trial.run()).isEqualTo(2);
        assertThat(trial.err.toString()).contains("banks: no questions (expected: banks/*.jsonl)");
        trial.bank(AssessTrial.SMALL.replace("\"expect\":\"answer\"", "\"expect\":\"anser\""));
        assertThat(trial.run()).isEqualTo(2);
        assertThat(trial.err.toString())
                .containsPattern("policies/banks/trial\\.jsonl:5:[0-9]+: expect: 'anser' .*did you mean 'answer'");
        trial.bank(AssessTrial.SMALL);
        assertThat(trial.run("--robot", "FT-01")).isEqualTo(2);
        assertThat(trial.err.toString())
                .contains("no such robot: 'FT-01' (expected: FT-001, FT-002, FT-003) (did you mean 'FT-001'?)");
        assertThat(trial.run("--concurrency", "0")).isEqualTo(2);
        assertThat(trial.err.toString()).contains("--concurrency: 0 (expected: 1-1024)");
        assertThat(trial.run("--key", "x.pem")).isEqualTo(2);
        assertThat(trial.err.toString()).contains("--key: expected with --out DIR");
        assertThat(trial.run("--key", "x.pem", "--out", trial.report.toString()))
                .isEqualTo(2);
        assertThat(trial.err.toString()).contains("x.pem:0:0: no such file");
        assertThat(trial.report).doesNotExist();
        assertThat(trial.model.asked()).isZero();
    }

    @Test
    void lintChecksBanks() throws Exception {
        trial.bank(AssessTrial.SMALL.replace("\"topic\":\"身份\"", "\"topc\":\"身份\""));
        StringWriter told = new StringWriter();
        StringWriter warned = new StringWriter();
        CommandLine lint = new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(warned, true));
        assertThat(lint.execute("lint", trial.premises.policies.toString())).isEqualTo(1);
        assertThat(told.toString())
                .contains("policies/banks/trial.jsonl:2:1: 'topic' is missing")
                .contains("unknown key 'topc' (did you mean 'topic'?)");
        trial.bank(AssessTrial.SMALL);
        assertThat(lint.execute("lint", trial.premises.policies.toString())).isZero();
        assertThat(warned.toString())
                .contains(
                        "banks:0:0: warning: 1 questions to be refused (expected by GB/T 45654: 500, and 20 of each risk)")
                .contains("A.1.h 1");
        try (Gateway gateway = trial.premises.start()) {
            String revision = gateway.revision();
            trial.bank("{}");
            String policy = "";
            while (!policy.contains("trial.jsonl")) {
                policy = trial.premises.admin("127.0.0.1:" + gateway.admin().port(), "/api/policy");
            }
            assertThat(gateway.revision()).isEqualTo(revision);
        }
    }
}
