package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.signing.Algorithm;
import io.jianhu.signing.KeyFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A file gets its labels from the shipped policies, and the same program says that they are right. */
class LabelCommandTest {

    private record Result(int code, String out, String err) {}

    private static final String NUMBER = "01JDBQ4Z8M6T2V9W3X5Y7R1N0P";

    @TempDir
    Path directory;

    private Path policies = Path.of("../policies");
    private Path file = Path.of("");

    @BeforeEach
    void write() throws Exception {
        policies = directory.resolve("policies");
        Path shipped = Path.of("../policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path source : (Iterable<Path>) files::iterator) {
                Files.copy(source, policies.resolve(shipped.relativize(source).toString()));
            }
        }
        Files.writeString(directory.resolve("jianhu.yaml"), "policies: ./policies\n");
        file = directory.resolve("answer.md");
        Files.writeString(file, "---\r\ntitle: 居住证\r\n---\r\n请带身份证。\r\n");
    }

    private void sign(String place) throws Exception {
        Path robot = policies.resolve("robots/FT-001.yaml");
        Files.writeString(
                robot,
                Files.readString(robot)
                        .replace("541FT01}", "541FT01, sign: {algorithm: sm2, keyFrom: \"" + place + "\"}}"));
    }

    private static Result run(Object command, List<String> arguments, ByteArrayOutputStream bytes) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Result(code, bytes.toString(StandardCharsets.UTF_8) + out, err.toString());
    }

    private Result markdown(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--config", directory.resolve("jianhu.yaml").toString(), "--robot", "FT-001", file.toString()));
        all.addAll(Arrays.asList(arguments));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return run(new LabelMarkdownCommand(bytes), all, bytes);
    }

    private Result check(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check", file.toString()));
        all.addAll(Arrays.asList(arguments));
        return run(new LabelCommand(), all, new ByteArrayOutputStream());
    }

    @Test
    void aFileIsLabelledAndTheLabelIsRight() throws Exception {
        assertThat(check().code()).isEqualTo(1);
        assertThat(check().out()).contains("answer.md:0:0: no label (expected: front matter with AIGC");
        Result labelled = markdown("--produce-id", NUMBER);
        assertThat(labelled.err()).isEmpty();
        assertThat(labelled.code()).isZero();
        assertThat(labelled.out())
                .startsWith("---\r\ntitle: 居住证\r\nAIGC:\r\n  Label: \"1\"\r\n")
                .contains("  ProduceID: \"" + NUMBER + "\"\r\n")
                .endsWith("---\r\n（本回答由人工智能生成）\r\n(AI-generated)\r\n\r\n请带身份证。\r\n");
        assertThat(Files.readString(file)).as("the file itself").doesNotContain("AIGC");

        Files.writeString(file, labelled.out());
        assertThat(check().code()).isZero();
        assertThat(check().out())
                .contains("answer.md:3:1: number " + NUMBER + " of 001191999999MA000001541FT01, signature none");
        Result json = check("--format", "json");
        assertThat(House.JSON.readTree(json.out()).path("good").asBoolean()).isTrue();
        assertThat(House.JSON
                        .readTree(json.out())
                        .path("labels")
                        .path(0)
                        .path("fields")
                        .path("ProduceID")
                        .asText())
                .isEqualTo(NUMBER);

        Result again = markdown();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("answer.md:3:1: AIGC stands here already (expected: --force to replace it)");
        assertThat(markdown("--force", "--produce-id", NUMBER).out()).isEqualTo(labelled.out());
    }

    @Test
    void inPlaceTheFileIsReplacedAndKeepsWhoMayReadIt() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Result first = markdown("--in-place");
        assertThat(first.code()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(first.err()).matches("(?s)label: a new ProduceID, of no answer: [0-9A-Z]{26}\\R");
        assertThat(Files.readString(file)).contains(first.err().strip().replaceAll(".* ", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void aFileIsSignedAsTheRobotsAnswersAre() throws Exception {
        KeyFiles keys = KeyFiles.make(directory, "label", Algorithm.SM2);
        KeyFiles others = KeyFiles.make(directory, "other", Algorithm.ED25519);
        sign("file:" + keys.secret.toAbsolutePath());
        assertThat(markdown("--in-place").code()).isZero();
        assertThat(check().out()).contains("signature unchecked");
        Result good = check("--key", others.open.toString(), "--key", keys.open.toString());
        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("signature good (by " + keys.open + ")");
        assertThat(check("--key", others.open.toString()).code()).isEqualTo(1);
        Files.writeString(file, Files.readString(file).replaceFirst("PropagateID: \"", "PropagateID: \"P"));
        assertThat(check("--key", keys.open.toString()).out()).contains("as its producer wrote it");
    }

    @Test
    void wrongUseIsExplained() throws Exception {
        assertThat(markdown("--produce-id", "a b").err()).contains("--produce-id: produce id (expected: printable");
        assertThat(markdown("--produce-id", "a b").code()).isEqualTo(2);
        assertThat(markdown("--robot", "FT-001", "--robot", "FT-01").code()).isEqualTo(2);
        assertThat(check("--key", directory.resolve("none.pem").toString()).code())
                .isEqualTo(2);
        assertThat(run(new LabelCommand(), List.of("check", "no-such-file"), new ByteArrayOutputStream()))
                .satisfies(result -> assertThat(result.err()).contains("no-such-file: cannot be read"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(2));
        assertThat(run(new LabelCommand(), List.of(), new ByteArrayOutputStream())
                        .err())
                .contains("expected: markdown or check");
        sign("file:" + directory.resolve("secret-place.pem").toAbsolutePath());
        Result keyless = markdown();
        assertThat(keyless.code()).isEqualTo(2);
        assertThat(keyless.err())
                .contains("robot FT-001: no sm2 key where label.sign.keyFrom says")
                .doesNotContain("secret-place");
        Files.writeString(policies.resolve("robots/FT-001.yaml"), "kind: Robot\n");
        assertThat(markdown().code()).isEqualTo(2);
        assertThat(markdown().err()).contains("robots/FT-001.yaml:1:");
    }

    @Test
    void helpHasExamples() {
        for (String command : List.of("markdown", "check")) {
            Result help = run(new LabelCommand(), List.of(command, "--help"), new ByteArrayOutputStream());
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Examples:", "jianhu label " + command, "Exit codes:");
        }
        assertThat(run(new LabelCommand(), List.of("--help"), new ByteArrayOutputStream())
                        .out())
                .contains("jianhu label markdown --config");
    }
}
