package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import io.jianhu.release.Keys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A policy is built, signed, verified, served, replaced and rolled back, with the commands that an operator has. */
class BundleJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private MockRobot model;
    private Premises premises;
    private Keys keys;
    private Path bundle;

    @BeforeEach
    void open() throws Exception {
        model = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC());
        premises = new Premises(directory, model);
        keys = new Keys(directory, "security");
        bundle = directory.resolve("policies.bundle");
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void theSameDirectoryAndSerialMakeTheSameFileAndTheSerialGrows() throws Exception {
        assertThat(policy("build", premises.policies.toString(), "--out", bundle.toString()))
                .isZero();
        assertThat(said()).containsPattern("policies\\.bundle: r-[0-9a-f]{12}, serial 1, [0-9]+ files, not signed");
        byte[] first = Files.readAllBytes(bundle);
        Path other = directory.resolve("other.bundle");
        assertThat(policy("build", premises.policies.toString(), "--out", other.toString(), "--serial", "1"))
                .isZero();
        assertThat(Files.readAllBytes(other)).isEqualTo(first);
        assertThat(policy("build", premises.policies.toString(), "--out", bundle.toString()))
                .isZero();
        assertThat(said()).contains("serial 2");
        Files.writeString(other, "no bundle");
        assertThat(policy("build", premises.policies.toString(), "--out", other.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("is no bundle whose serial could grow");
        assertThat(other).hasContent("no bundle");
    }

    @Test
    void aSerialThatIsGivenGrowsTooAndThatOfARollbackAsWell() throws Exception {
        build("--serial", "5");
        byte[] first = Files.readAllBytes(bundle);
        build("--serial", "5");
        assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
        Path vocabulary = premises.policies.resolve("registry.yaml");
        Files.writeString(vocabulary, Files.readString(vocabulary) + "# another\n");
        for (List<String> serial : List.of(
                List.of("5"), List.of("4"), List.of("5", "--rollback-of", "5"), List.of("4", "--key", "none"))) {
            List<String> arguments =
                    new ArrayList<>(List.of("build", premises.policies.toString(), "--out", bundle.toString()));
            arguments.add("--serial");
            arguments.addAll(serial);
            assertThat(policy(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(said())
                    .contains("--serial: " + serial.getFirst() + " (expected: more than 5, the serial of " + bundle
                            + "; that of a rollback grows too)");
            assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
        }
        build("--serial", "6", "--rollback-of", "5");
        assertThat(Files.readAllBytes(bundle)).isNotEqualTo(first);
    }

    @Test
    void whatLintRefusesIsNotBuilt() throws Exception {
        Path rules = premises.policies.resolve("rules/decisions.yaml");
        Files.writeString(rules, Files.readString(rules).replaceFirst("severity:", "severty:"));
        assertThat(policy("build", premises.policies.toString(), "--out", bundle.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("unknown key 'severty' (did you mean 'severity'?)", "nothing was built");
        assertThat(bundle).doesNotExist();
        assertThat(policy("build", premises.state.toString(), "--out", bundle.toString()))
                .isEqualTo(2);
        assertThat(policy("build", premises.policies.toString())).isEqualTo(2);
        assertThat(policy("build", premises.policies.toString(), "--out", bundle.toString(), "--serial", "0"))
                .isEqualTo(2);
        assertThat(policy(
                        "build",
                        premises.policies.toString(),
                        "--out",
                        bundle.toString(),
                        "--not-after",
                        "2020-01-01T00:00:00Z"))
                .isEqualTo(2);
    }

    @Test
    void aSignatureIsVerifiedAndSaysOfWhat() throws Exception {
        build("--not-after", "2999-01-01T00:00:00Z");
        assertThat(policy("verify", bundle.toString(), "--key", keys.open.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("not signed (expected: jianhu policy sign)");
        Files.setPosixFilePermissions(keys.secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(policy("sign", bundle.toString(), "--key", keys.secret.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("(expected: chmod 600 " + keys.secret + ")");
        Files.setPosixFilePermissions(keys.secret, PosixFilePermissions.fromString("rw-------"));
        assertThat(policy("sign", bundle.toString(), "--key", keys.secret.toString()))
                .isZero();
        assertThat(said()).contains("signed by security");
        Keys others = new Keys(directory, "others");
        assertThat(policy("verify", bundle.toString(), "--key", others.open.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("signed by none of the keys");
        assertThat(policy("verify", bundle.toString(), "--key", others.open.toString(), "--key", keys.open.toString()))
                .isZero();
        assertThat(said())
                .containsPattern("revision +r-[0-9a-f]{12}")
                .containsPattern("serial +1")
                .containsPattern("not after +2999-01-01T00:00:00Z")
                .containsPattern("key id +security \\(signature made by .*security\\.pub\\.pem\\)")
                .containsPattern("[0-9a-f]{64}  rules/decisions\\.yaml");
        assertThat(policy("verify", "--format", "json", bundle.toString(), "--key", keys.open.toString()))
                .isZero();
        JsonNode json = JSON.readTree(said());
        assertThat(json.path("good").asBoolean()).isTrue();
        assertThat(json.path("serial").asInt()).isEqualTo(1);
        assertThat(json.path("keyId").asText()).isEqualTo("security");
        assertThat(json.path("files").path("rules/decisions.yaml").asText()).hasSize(64);
        assertThat(policy("verify", bundle.toString(), "--key", keys.secret.toString()))
                .isEqualTo(2);
        assertThat(policy("verify", bundle.toString())).isEqualTo(2);
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        assertThat(policy("verify", "--format", "json", bundle.toString(), "--key", keys.open.toString()))
                .isEqualTo(1);
        assertThat(JSON.readTree(said()).path("problems").size()).isPositive();
    }

    @Test
    void aGatewayServesWhatIsSignedAndGoesOneStepBack() throws Exception {
        build("--key", keys.secret.toString());
        configure();
        try (Gateway gateway = premises.start()) {
            String first = gateway.revision();
            String admin = "127.0.0.1:" + gateway.admin().port();
            assertThat(policyOf(admin).path("source").asText()).isEqualTo("bundle");
            assertThat(policyOf(admin).path("serial").asInt()).isEqualTo(1);
            Files.copy(bundle, directory.resolve("old.bundle"));

            Path rules = premises.policies.resolve("rules/decisions.yaml");
            Files.writeString(rules, Files.readString(rules) + "\n# another revision\n");
            build("--key", keys.secret.toString());
            await(() -> !gateway.revision().equals(first));
            String second = gateway.revision();
            JsonNode now = policyOf(admin);
            assertThat(now.path("serial").asInt()).isEqualTo(2);
            assertThat(now.path("previous").asText()).isEqualTo(first);
            assertThat(premises.admin(admin, "/metrics")).contains("jianhu_policy_last_reload_successful 1.0");

            Files.move(directory.resolve("old.bundle"), bundle, StandardCopyOption.REPLACE_EXISTING);
            await(() -> policyOf(admin).path("problems").toString().contains("serial 1 (expected: more than 2"));
            assertThat(gateway.revision()).isEqualTo(second);
            assertThat(premises.admin(admin, "/metrics")).contains("jianhu_policy_last_reload_successful 0.0");
            assertThat(premises.admin(admin, "/readyz")).contains("\"ready\":true");

            assertThat(policy(
                            "rollback",
                            "--admin",
                            "http://localhost:" + gateway.admin().port(),
                            "--from",
                            first))
                    .isEqualTo(1);
            assertThat(said()).contains(second + ", the revision in force");
            assertThat(policy(
                            "rollback",
                            "--admin",
                            "http://localhost:" + gateway.admin().port()))
                    .isZero();
            assertThat(said()).contains(first + " in force, rolled back from " + second);
            assertThat(gateway.revision()).isEqualTo(first);
            assertThat(policyOf(admin).path("rolledBackFrom").asText()).isEqualTo(second);
            assertThat(policy(
                            "rollback",
                            "--admin",
                            "http://localhost:" + gateway.admin().port()))
                    .isEqualTo(1);
            assertThat(said()).contains("there is no step back");
            assertThat(Premises.header(
                            premises.ask("127.0.0.1:" + gateway.data().port(), "你是真人吗"), "x-jianhu-policy"))
                    .isEqualTo(first);
        }
        assertThat(records())
                .anySatisfy(one -> assertThat(one.path("change").asText()).contains("rules/decisions.yaml changed"))
                .anySatisfy(one -> assertThat(one.path("action").asText()).isEqualTo("policy-rollback"))
                .anySatisfy(one -> {
                    assertThat(one.path("reason").asText()).startsWith("rolled back from r-");
                    assertThat(one.path("actor").asText()).isEqualTo("local");
                });
    }

    @Test
    void theConfigurationNeedsKeysForAFileAndNoneForADirectory() throws Exception {
        build("--key", keys.secret.toString());
        Files.writeString(
                premises.configuration,
                Files.readString(premises.configuration)
                        .replace("policies: ./policies", "policies: ./policies.bundle"));
        assertThat(Main.run("serve", "--config", premises.configuration.toString()))
                .isEqualTo(2);
        assertThat(configured(java.util.Map.of()))
                .contains("policies.bundle is a file (expected: a directory, or bundle:");
        assertThat(configured(java.util.Map.of("JIANHU_BUNDLE_KEYS", "security.pub.pem")))
                .isEmpty();
        assertThat(configured(java.util.Map.of("JIANHU_BUNDLE_KEYS", "security.pub.pem,none.pem")))
                .contains("none.pem is no file");
        assertThat(configured(
                        java.util.Map.of("JIANHU_BUNDLE_KEYS", "security.pub.pem", "JIANHU_POLICIES", "policies")))
                .contains("is a directory (expected: no keys, or a bundle)");
    }

    private String configured(java.util.Map<String, String> environment) {
        return switch (Configuration.read(premises.configuration, environment)) {
            case io.jianhu.source.Compilation.Compiled<Configuration> compiled -> "";
            case io.jianhu.source.Compilation.Rejected<Configuration> rejected ->
                rejected.problems().toString();
        };
    }

    private void configure() throws Exception {
        Files.writeString(
                premises.configuration,
                Files.readString(premises.configuration)
                        .replace(
                                "policies: ./policies",
                                "policies: ./policies.bundle\nbundle: {keys: [./security.pub.pem]}"));
    }

    private JsonNode policyOf(String admin) {
        try {
            return JSON.readTree(premises.admin(admin, "/api/policy"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<JsonNode> records() throws Exception {
        Filter all =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try (Stream<String> lines = Ledger.read(premises.state.resolve("audit"), all)) {
            return lines.map(line -> {
                        try {
                            return JSON.readTree(line);
                        } catch (java.io.IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private void build(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("build", premises.policies.toString(), "--out", bundle.toString()), Stream.of(more))
                .toArray(String[]::new);
        assertThat(policy(arguments)).as(out + "\n" + err).isZero();
        said();
    }

    private int policy(String... arguments) {
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** What was printed since this was asked last. */
    private String said() {
        String text = out.toString() + err;
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return text;
    }
}
