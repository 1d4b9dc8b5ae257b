package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.flow.Edition;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code jianhu matrix} on copies of the shipped policies. */
class MatrixCommandTest {
    private static final Path SHIPPED = Path.of("../policies");

    @TempDir
    Path place;

    private Path directory = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        directory = place.resolve("policies");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SHIPPED)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = directory.resolve(SHIPPED.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
        }
    }

    @Test
    void theShippedMatrixHasNoHole() {
        assertThat(run(directory.toString())).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .contains("  ok    第10条 不得去掉标识 · Labels are not removed [verified-copy]")
                .contains("JH-1020 不得要求机器人隐瞒身份或者去掉标识 (enforce, ")
                .contains("first-turn-notice: DisclosureTest, ")
                .containsPattern("r-[0-9a-f]{12}: [0-9]+ clauses: .* 0 holes, 0 in clauses whose wording was read")
                .doesNotContain("\u001b", "HOLE");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aHoleIsShownAndIsAFinding() throws IOException {
        disable("JH-1020");
        assertThat(run(directory.toString())).isOne();
        assertThat(out.toString()).contains("  HOLE  第10条", "hole: JH-1020 is off");
        assertThat(run("--format", "json", directory.toString())).isOne();
        assertThat(lint()).isZero();
        assertThat(err.toString()).contains("measures.yaml:", "warning: ", "第10条 is a hole: JH-1020 is off");
    }

    @Test
    void aHoleThatNobodyReadIsShownOnly() throws IOException {
        disable("JH-6001");
        edit("measures.yaml", "rules: [JH-3110, JH-3111, JH-3112, JH-6001]", "rules: [JH-3110]");
        edit("measures.yaml", "rules: [JH-3110, JH-3140, JH-3150, JH-6001]", "rules: [JH-3110]");
        assertThat(run(directory.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("  HOLE  第三章", " 1 hole, 0 in clauses whose wording was read");
    }

    @Test
    void jsonIsForPrograms() throws IOException {
        assertThat(run("--format", "json", directory.toString())).isZero();
        JsonNode told = new ObjectMapper().readTree(out.toString());
        JsonNode summary = told.path("summary");
        int clauses = 0;
        for (JsonNode instrument : told.path("instruments")) {
            clauses += instrument.path("clauses").size();
        }
        assertThat(summary.path("clauses").asInt()).isEqualTo(clauses).isGreaterThan(50);
        assertThat(summary.path("covered").asInt()
                        + summary.path("partlyCovered").asInt()
                        + summary.path("holes").asInt()
                        + summary.path("notClaimed").asInt())
                .isEqualTo(clauses);
        JsonNode first = told.path("instruments").path(0).path("clauses").path(2);
        assertThat(first.path("ref").asText()).isEqualTo("第二章");
        assertThat(first.path("rules").path(0).path("id").asText()).isEqualTo("JH-1001");
        assertThat(first.path("rules").path(0).path("tests").asInt()).isGreaterThan(2);
        assertThat(first.path("rules").path(0).path("named").asBoolean()).isTrue();
        assertThat(first.path("controls").path(0).path("tests").size()).isPositive();
    }

    @Test
    void theShippedPoliciesAreTheDefaultAndAPageGoesToAFile() throws IOException {
        String home = System.getProperty("jianhu.home");
        System.setProperty("jianhu.home", place.toString());
        try {
            Path page = place.resolve("matrix.html");
            assertThat(run("--format", "html", "--out", page.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).contains(page + ": ", " clauses: ");
        } finally {
            if (home == null) {
                System.clearProperty("jianhu.home");
            } else {
                System.setProperty("jianhu.home", home);
            }
        }
    }

    @Test
    void whatLintRefusesHasNoMatrix() throws IOException {
        edit("measures.yaml", "JH-3130", "JH-3139");
        assertThat(run(directory.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .containsPattern("measures\\.yaml:[0-9]+:[0-9]+: rules: 'JH-3139' stands in no rule set");
        assertThat(lint()).isOne();
    }

    @Test
    void aGatewayMindsTheFormOfTheMatrixOnly() throws IOException {
        edit("measures.yaml", "JH-3130", "JH-3139");
        assertThat(served()).isEmpty();
        edit("measures.yaml", "mark: secondary", "marc: secondary");
        assertThat(served()).isNotEmpty().allMatch(problem -> problem.startsWith("measures.yaml:"));
    }

    private List<String> served() {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(directory, problems);
        assertThat(problems.list()).isEmpty();
        return switch (new Editions(registry -> registry, Clock.systemUTC()).apply(folder)) {
            case Compilation.Compiled<Edition> compiled -> List.of();
            case Compilation.Rejected<Edition> rejected ->
                rejected.problems().stream().map(Problem::toString).toList();
        };
    }

    @Test
    void wrongUseIsExplained() throws IOException {
        assertThat(run("--format", "pdf", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'pdf' (expected: text, json or html)");
        assertThat(run("--out", place.resolve("none/a.txt").toString(), directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
        assertThat(run(place.resolve("none").toString())).isEqualTo(2);
        Files.delete(directory.resolve("measures.yaml"));
        assertThat(run(directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("measures.yaml: no such file");
    }

    private int run(String... arguments) {
        return execute(new MatrixCommand(), arguments);
    }

    private int lint() {
        return execute(new PolicyLintCommand(), directory.toString());
    }

    private int execute(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void disable(String rule) throws IOException {
        Path overrides = Files.createDirectories(directory.resolve("overrides"));
        Files.writeString(overrides.resolve("local.yaml"), """
                apiVersion: jianhu/v1
                kind: Overrides
                rules: [{id: %s, reason: 试验, disable: true}]
                """.formatted(rule));
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
    }
}
