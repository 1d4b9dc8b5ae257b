package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands about a policy directory, on copies of the one that is shipped. */
class PolicyCommandTest {
    private static final Path SHIPPED = Path.of("../policies");

    private static final String TRIAL = """
            apiVersion: jianhu/v1
            kind: RuleSet
            metadata: {name: trial, ids: JH-1900..JH-1999, owner: 测试局}
            rules:
              - id: JH-1901
                title: {zh: 试验}
                severity: low
                stage: [output]
                match:
                  any:
                    - list: lists/trial.txt
                    - phrase: [天地玄黄, 宇宙洪荒]
                    - regex: 日月(盈|昃)
                unless: [{phrase: [寒来暑往, 辰宿列张]}]
                action: {kind: refuse, notice: refuse}
                tests:
                  - {say: 宇宙洪荒。寒来戊己庚辛, expect: refuse}
                  - {say: 天地玄黄，寒来暑往, expect: allow}
              - id: JH-1902
                title: {zh: 关着的}
                severity: low
                stage: [output]
                match: {phrase: 秋收冬藏}
                action: {kind: observe}
                mode: 'off'
                tests:
                  - {say: 秋收冬藏, expect: observe}
                  - {say: 闰余成岁, expect: allow}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SHIPPED)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = directory.resolve(SHIPPED.relativize(file).toString());
            Files.createDirectories(java.util.Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
        }
    }

    @Test
    void lintKnowsTheKindsThatRobotsMayName() throws IOException {
        Path robot = directory.resolve("robots/FT-001.yaml");
        Files.writeString(robot, Files.readString(robot) + "\nprivacy: {keep: [plats]}\n");
        assertThat(run("lint", directory.toString())).isOne();
        assertThat(out.toString()).contains("robots/FT-001.yaml:", "'plats' (expected: ", "did you mean");
    }

    @Test
    void theShippedPoliciesAreGood() {
        assertThat(run("lint", directory.toString())).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .containsPattern("r-[0-9a-f]{12}: [0-9]+ rules enforced, [0-9]+ in shadow, [0-9]+ off");
        assertThat(err.toString()).isEmpty();
        assertThat(run("test", directory.toString())).isZero();
        assertThat(out.toString()).containsPattern("[0-9]+ tests of [0-9]+ rules: all passed");
    }

    @Test
    void lintNamesEveryProblemAtItsPlace() throws IOException {
        edit("rules/decisions.yaml", "severity:", "severty:");
        Files.writeString(directory.resolve("robots/broken.yaml"), "a: [");
        assertThat(run("lint", directory.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches(".*/rules/decisions\\.yaml:[0-9]+:5: unknown key 'severty'"
                        + " \\(did you mean 'severity'\\?\\)"))
                .anyMatch(line -> line.matches(".*/robots/broken\\.yaml:[0-9]+:[0-9]+: not YAML: .*"))
                .allMatch(line -> line.startsWith(directory.toString()));
        assertThat(err.toString()).containsPattern("[0-9]+ problems in [0-9]+ files");
    }

    @Test
    void lintCountsOneProblemAsOne() throws IOException {
        Files.writeString(directory.resolve("robots/broken.yaml"), "a: [");
        assertThat(run("lint", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("1 problem in 1 file").doesNotContain("1 problems", "1 files");
    }

    @Test
    void lintNamesTheListThatMayBeMeant() throws IOException {
        edit("rules/fraud.yaml", "    match:", "    match: {list: warning}\n    unmatch:");
        assertThat(run("lint", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("list: 'warning' does not exist (did you mean 'lists/warning.txt'?)");
    }

    @Test
    void lintRefusesWordsThatNoRobotCanHave() throws IOException {
        edit(
                "rules/decisions.yaml",
                "    stage: ",
                "    scope: {types: [consultatoin, 'insp*'], levels: [L7]}\n    stage: ");
        edit("rules/certainty.yaml", "notice: [a-z-]+", "notice: decsion");
        assertThat(run("lint", directory.toString())).isEqualTo(1);
        assertThat(out.toString().lines().map(line -> line.substring(line.indexOf("rules/"))))
                .containsExactly(
                        "rules/certainty.yaml:68:36: notice: 'decsion' does not exist in notices/"
                                + " (did you mean 'decision'?)",
                        "rules/decisions.yaml:13:21: types: 'consultatoin' (expected: consultation, handling,"
                                + " inspection) (did you mean 'consultation'?)",
                        "rules/decisions.yaml:13:54: levels: 'L7' (expected: L1, L2, L3) (did you mean 'L1'?)");
    }

    @Test
    void lintWarnsOfRobotsAndClientsThatDoNotExist() throws IOException {
        edit("rules/decisions.yaml", "    stage: ", "    scope: {robots: [FT-001, FT-0O2, 'FT-9*']}\n    stage: ");
        Files.createDirectories(directory.resolve("exceptions"));
        Files.writeString(directory.resolve("exceptions/a.yaml"), """
                apiVersion: jianhu/v1
                kind: Exceptions
                items:
                  - {id: EX-0001, rules: [JH-3110], reason: 培训, owner: 培训科, expires: 2999-12-31,
                     when: {robots: FT-900, clients: [demo-portal, demo-protal, 'training*', anyone]}}
                """);
        assertThat(run("lint", directory.toString())).as(out.toString()).isZero();
        assertThat(err.toString().lines().filter(line -> !line.contains("ids.tsv")))
                .hasSize(3)
                .anyMatch(
                        line -> line.matches(".*decisions\\.yaml:[0-9]+:30: warning: robots: there is no robot 'FT-0O2'"
                                + " \\(did you mean 'FT-002'\\?\\)"))
                .anyMatch(line ->
                        line.matches(".*exceptions/a\\.yaml:5:21: warning: robots: there is no robot 'FT-900'.*"))
                .anyMatch(line -> line.matches(".*exceptions/a\\.yaml:5:52: warning: clients: there is no client"
                        + " 'demo-protal' \\(did you mean 'demo-portal'\\?\\)"));
    }

    @Test
    void lintWritesJson() throws IOException {
        assertThat(run("lint", "--format", "json", directory.toString())).isZero();
        assertThat(out.toString())
                .startsWith("{")
                .contains("\"revision\" : \"r-", "\"problems\" : [ ]", "\"holdBack\" : ");
        edit("rules/decisions.yaml", "severity:", "severty:");
        assertThat(run("lint", "--format", "json", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"column\" : 5", "unknown key 'severty'")
                .doesNotContain("revision");
    }

    @Test
    void lintWarnsOfReviewsThatAreOverdue() throws IOException {
        edit("rules/decisions.yaml", "reviewBy: 20[0-9-]+", "reviewBy: 2020-01-31");
        assertThat(run("lint", directory.toString())).isZero();
        assertThat(err.toString())
                .containsPattern("decisions\\.yaml:[0-9]+:[0-9]+: warning: JH-[0-9]+ was to be reviewed by 2020-01-31");
    }

    @Test
    void lintWarnsOfPublicValuesWhoseReviewIsOverdue() throws IOException {
        Path robot = directory.resolve("robots/FT-001.yaml");
        int lines = (int) Files.readString(robot).lines().count();
        Files.writeString(
                robot,
                Files.readString(robot)
                        + "public:\n  - {value: 099-12345678, reviewBy: 2020-01-31}\n  - {value: 099-12345679}\n",
                StandardCharsets.UTF_8);
        assertThat(run("lint", directory.toString())).as(out.toString()).isZero();
        assertThat(err.toString())
                .contains("FT-001.yaml:" + (lines + 2)
                        + ":5: warning: what is public here was to be reviewed by 2020-01-31")
                .doesNotContain("FT-001.yaml:" + (lines + 3));
    }

    @Test
    void lintWritesWarningsAsJson() throws IOException {
        assertThat(run("lint", "--format", "json", directory.toString())).isZero();
        assertThat(House.JSON.readTree(out.toString()).path("warnings").isArray())
                .isTrue();
        assertThat(House.JSON.readTree(out.toString()).path("warnings")).isEmpty();
        edit("rules/decisions.yaml", "reviewBy: 20[0-9-]+", "reviewBy: 2020-01-31");
        assertThat(run("lint", "--format", "json", directory.toString())).isZero();
        JsonNode told = House.JSON.readTree(out.toString());
        assertThat(told.path("problems")).isEmpty();
        assertThat(told.path("warnings")).hasSize(1);
        JsonNode warning = told.path("warnings").path(0);
        assertThat(warning.path("file").asText())
                .isEqualTo(directory.resolve("rules/decisions.yaml").toString());
        assertThat(warning.path("line").asInt()).isPositive();
        assertThat(warning.path("column").asInt()).isPositive();
        assertThat(warning.path("message").asText()).matches("JH-[0-9]+ was to be reviewed by 2020-01-31");
        assertThat(warning.path("severity").asText()).isEqualTo("warning");
        edit("rules/decisions.yaml", "severity:", "severty:");
        assertThat(run("lint", "--format", "json", directory.toString())).isEqualTo(1);
        told = House.JSON.readTree(out.toString());
        assertThat(told.path("problems").findValuesAsText("severity")).containsOnly("error");
        assertThat(told.path("warnings")).isEmpty();
    }

    @Test
    void lintRecordsIdsAndNeverGivesOneTwice() throws IOException {
        Path ledger = directory.resolve("ids.tsv");
        assertThat(run("lint", "--record", directory.toString())).isZero();
        String recorded = Files.readString(ledger);
        assertThat(recorded.lines().skip(1)).isSorted().allMatch(line -> line.matches("JH-[0-9]+\tactive\t.+"));
        assertThat(err.toString()).isEmpty();
        edit("rules/human.yaml", "id: JH-6001", "id: JH-6099");
        Path measures = directory.resolve("measures.yaml");
        Files.writeString(measures, Files.readString(measures).replace("JH-6001", "JH-6099"));
        assertThat(run("lint", directory.toString())).isZero();
        assertThat(err.toString())
                .contains("warning: JH-6099 is not in ids.tsv", "warning: JH-6001 is gone but not retired");
        assertThat(run("lint", "--record", directory.toString())).isZero();
        assertThat(Files.readString(ledger)).contains("JH-6001\tretired\t", "JH-6099\tactive\t");
        edit("rules/human.yaml", "id: JH-6099", "id: JH-6001");
        assertThat(run("lint", "--record", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("'JH-6001' was retired (");
        assertThat(Files.readString(ledger)).contains("JH-6001\tretired\t");
    }

    @Test
    void lintWarnsOfExceptionsThatHaveExpired() throws IOException {
        Files.createDirectories(directory.resolve("exceptions"));
        Files.writeString(directory.resolve("exceptions/training.yaml"), """
                apiVersion: jianhu/v1
                kind: Exceptions
                items:
                  - {id: EX-0001, rules: [JH-6001], when: {clients: training}, reason: 培训, owner: 培训科, expires: 2020-12-31}
                """);
        assertThat(run("lint", directory.toString())).isZero();
        assertThat(err.toString())
                .contains(
                        "exceptions/training.yaml:4:1: warning: EX-0001 has no effect since it expired on 2020-12-31");
    }

    @Test
    void testNamesWhatFailedWithExitCodeOne() throws IOException {
        edit("rules/decisions.yaml", "tests:", "tests:\n      - {say: 今天天气很好, expect: refuse}");
        assertThat(run("test", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("decisions\\.yaml:[0-9]+:9: test of JH-[0-9]+: in an answer the rule does not match"
                        + " \\(expected: refuse\\)");
        assertThat(run("test", "--format", "json", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).containsPattern("\"failed\" : [1-9]").contains("\"passed\" : false");
        assertThat(run("lint", directory.toString())).isEqualTo(1);
    }

    @Test
    void testOfWhatDoesNotCompileIsAConfigurationError() throws IOException {
        edit("rules/decisions.yaml", "severity:", "severty:");
        assertThat(run("test", directory.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("unknown key 'severty'");
    }

    @Test
    void testSaysWhichMatchersNoTestReaches() throws IOException {
        Files.writeString(directory.resolve("lists/trial.txt"), "甲乙丙丁\n戊己庚辛\n");
        Files.writeString(directory.resolve("rules/trial.yaml"), TRIAL);
        assertThat(run("test", directory.toString(), "--rule", "JH-1901", "--coverage"))
                .isZero();
        assertThat(out.toString()).isEqualTo("""

                rule        hits  misses  matchers         unless           title
                JH-1901        1       1  2 of 4 (50 %)    1 of 2 (50 %)    试验
                    not reached: 天地玄黄、regex 日月(盈|昃)
                    not reached in 'unless': 辰宿列张

                2 tests of 1 rule: all passed
                coverage: 2 of 4 (50 %) matchers stand in a test that expects a match, 1 of 2 (50 %) of 'unless'\
                 in one that expects none
                """);
    }

    @Test
    void testWritesCoverageAsJson() throws IOException {
        Files.writeString(directory.resolve("lists/trial.txt"), "甲乙丙丁\n戊己庚辛\n");
        Files.writeString(directory.resolve("rules/trial.yaml"), TRIAL.replace("寒来戊己庚辛", "寒来"));
        assertThat(run("test", directory.toString(), "--rule", "JH-1901,JH-1902", "--format", "json"))
                .isZero();
        JsonNode told = House.JSON.readTree(out.toString());
        assertThat(told.path("passed").asInt()).isEqualTo(2);
        JsonNode rule = told.path("coverage").path(0);
        assertThat(rule.path("rule").asText()).isEqualTo("JH-1901");
        assertThat(rule.path("hits").asInt()).isEqualTo(1);
        assertThat(rule.path("match").path("matchers").asInt()).isEqualTo(4);
        assertThat(rule.path("match").path("notReached").toString())
                .isEqualTo("[{\"list\":\"lists/trial.txt\",\"entries\":2},{\"phrase\":\"天地玄黄\"},"
                        + "{\"regex\":\"日月(盈|昃)\"}]");
        assertThat(told.path("off").toString()).isEqualTo("[\"JH-1902\"]");
    }

    @Test
    void testTellsOfEveryTestAndOfRulesThatAreOff() throws IOException {
        Files.writeString(directory.resolve("lists/trial.txt"), "甲乙丙丁\n戊己庚辛\n");
        Files.writeString(directory.resolve("rules/trial.yaml"), TRIAL);
        assertThat(run("test", directory.toString(), "--verbose", "--rule", "JH-1901", "--rule", "JH-1902"))
                .isZero();
        assertThat(out.toString())
                .contains("rules/trial.yaml:17:9: test of JH-1901: passed, refuse")
                .contains("rules/trial.yaml:18:9: test of JH-1901: passed, allow")
                .contains("(--coverage shows the others)", "off, and not tested: JH-1902");
        assertThat(run("test", directory.toString(), "--rule", "JH-1091")).isEqualTo(2);
        assertThat(err.toString()).contains("--rule: no rule 'JH-1091' (did you mean 'JH-");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(run("lint", directory.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no such directory: ");
        assertThat(run("lint", "--format", "xml", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'xml' (expected: text or json)");
        assertThat(run("lint")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void helpHasExamples() {
        assertThat(run("lint", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "jianhu policy lint --format json policies", "Exit codes:");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst(from, to);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(path, after);
    }
}
