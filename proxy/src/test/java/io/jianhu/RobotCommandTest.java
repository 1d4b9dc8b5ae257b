package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands about the life of robots, on a copy of the shipped directory. */
class RobotCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        Path shipped = Path.of("..", "policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new RobotCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int move(String id, String... more) {
        List<String> arguments = new ArrayList<>(List.of("move", directory.toString(), id));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Path file(String id) {
        return directory.resolve("robots/" + id + ".yaml");
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void listsRobotsWithTheirPapers() throws Exception {
        assertThat(run("list", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("FT-003 ")
                        .contains("on-duty", "filing 2027-12-31 (", "assessment 2027-12-31 (", "training ", "小巡"));
        assertThat(run("list", directory.toString(), "--format", "json")).isZero();
        JsonNode robot = json().path("robots").path(0);
        assertThat(robot.path("id").asText()).isEqualTo("FT-001");
        assertThat(robot.path("offDuty").isNull()).isTrue();
        assertThat(robot.path("papers").findValuesAsText("kind")).containsExactly("filing", "assessment", "training");
        assertThat(robot.path("papers").path(0).path("daysLeft").isIntegralNumber())
                .isTrue();
    }

    @Test
    void showsALifeAndWhatMayComeNext() throws Exception {
        assertThat(run("show", directory.toString(), "FT-003")).isZero();
        assertThat(out.toString())
                .contains("FT-003  小巡  on-duty", "2026-03-02  draft", "filing=示例-备案-003")
                .contains("suspended   by department, guardian, supervisor; evidence: reason")
                .contains("retired     by department; evidence: reason; possibly: successor");
        assertThat(run("show", directory.toString(), "FT-003", "--format", "json"))
                .isZero();
        assertThat(json().path("history")).hasSize(4);
        assertThat(json().path("next").findValuesAsText("to")).containsExactly("suspended", "retired");
        assertThat(run("show", directory.toString(), "FT-001")).isZero();
        assertThat(out.toString()).contains("Life: not on record");
        assertThat(run("show", directory.toString(), "FT-03")).isEqualTo(2);
        assertThat(err.toString()).contains("no such robot: 'FT-03'", "did you mean 'FT-003'?");
    }

    @Test
    void aMoveChangesTheStatusAndTheHistoryAndNothingElse() throws Exception {
        String before = Files.readString(file("FT-003"));
        Files.setPosixFilePermissions(file("FT-003"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(move(
                        "FT-003",
                        "--to=suspended",
                        "--role=guardian",
                        "--by=示例甲",
                        "--since=2026-06-01",
                        "--evidence",
                        "reason=例行\"检查\""))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).startsWith("FT-003: on-duty → suspended since 2026-06-01, by guardian 示例甲");
        String step = "  - {status: suspended, since: 2026-06-01, by: {role: guardian, name: \"示例甲\"},"
                + " evidence: {reason: \"例行\\\"检查\\\"\"}}\n";
        assertThat(Files.readString(file("FT-003")))
                .isEqualTo(before.replace("\nstatus: on-duty\n", "\nstatus: suspended\n")
                        .replace("\nguardians:", "\n" + step + "guardians:"));
        assertThat(Files.getPosixFilePermissions(file("FT-003")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(directory.resolve("robots")).isDirectoryNotContaining("glob:**.part");

        assertThat(move("FT-003", "--to=on-duty", "--role=guardian", "--by=示例甲", "--evidence", "reason=无误"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("name: '示例甲'", "another person", "Allowed after suspended:", "Nothing was changed.");
        assertThat(move("FT-003", "--to=on-duty", "--role=supervisor", "--by=示例丁", "--evidence", "reason=无误"))
                .isZero();
        assertThat(run("show", directory.toString(), "FT-003", "--format=json")).isZero();
        assertThat(json().path("history")).hasSize(6);
        assertThat(json().path("history")
                        .path(4)
                        .path("evidence")
                        .path("reason")
                        .asText())
                .isEqualTo("例行\"检查\"");
    }

    @Test
    void aRobotWithoutAHistoryBeginsOne() throws Exception {
        String before = Files.readString(file("FT-001"));
        assertThat(move(
                        "FT-001",
                        "--to=retired",
                        "--role=department",
                        "--by=示例科",
                        "--since=2026-06-01",
                        "--evidence",
                        "reason=期满",
                        "successor=FT-002"))
                .as(err::toString)
                .isZero();
        assertThat(Files.readString(file("FT-001")))
                .isEqualTo(before.replace(
                        "status: on-duty\n",
                        "status: retired\nhistory:\n  - {status: retired, since: 2026-06-01, by: {role: department,"
                                + " name: \"示例科\"}, evidence: {reason: \"期满\", successor: \"FT-002\"}}\n"));
        assertThat(run("list", directory.toString(), "--format=json")).isZero();
        assertThat(json().path("robots").path(0).path("successor").asText()).isEqualTo("FT-002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | --to=draft --role=department --by=甲 | status: 'draft' (expected after on-duty: suspended, retired)",
                "1 | --to=suspended --role=supplier --by=甲 --evidence reason=检 | role: 'supplier' (expected for on-duty → suspended: department, guardian, supervisor)",
                "1 | --to=suspended --role=guardian --by=甲 | evidence: 'reason' is missing (expected for on-duty → suspended: reason)",
                "1 | --to=suspended --role=guardian --by=甲 --evidence reason=检 reson=检 | unknown evidence 'reson'",
                "1 | --to=suspended --role=guardian --by=甲 --since=2026-01-01 --evidence reason=检 | since: 2026-01-01 (expected: 2026-05-06 or later",
                "1 | --to=suspended --role=guardian --by=甲 --since=2999-01-01 --evidence reason=检 | since: 2999-01-01 (expected: today or a day before)",
                "1 | --to=retired --role=department --by=甲 --evidence reason=完 successor=FT-009 | unknown robot 'FT-009'",
                "1 | --to=retired --role=department --by=甲 --evidence reason=完 successor=FT-003 | another robot than itself",
                "2 | --to=suspend --role=guardian --by=甲 | --to: 'suspend' (expected: draft, training, assessment, on-duty, suspended, retired) (did you mean 'suspended'?)",
                "2 | --to=suspended --role=mayor --by=甲 | --role: 'mayor' (expected: department, supplier, guardian, supervisor)",
                "2 | --to=suspended --role=guardian --by= | --by: empty",
                "2 | --to=suspended --role=guardian --by=甲 --evidence reason= | --evidence reason: empty",
                "2 | --to=suspended --role=guardian --by=甲 --since=gestern | --since",
                "2 | --role=guardian --by=甲 | --to"
            })
    void refusesAndChangesNothing(int code, String options, String message) throws Exception {
        byte[] before = Files.readAllBytes(file("FT-003"));
        assertThat(move("FT-003", options.split(" "))).isEqualTo(code);
        assertThat(err.toString()).contains(message);
        assertThat(Files.readAllBytes(file("FT-003"))).isEqualTo(before);
    }

    @Test
    void aDirectoryThatWouldBeRefusedIsLeftAlone() throws Exception {
        Files.writeString(directory.resolve("rules/broken.yaml"), "apiVersion: jianhu/v1\nkind: RuleSet\nruels: []\n");
        byte[] before = Files.readAllBytes(file("FT-003"));
        assertThat(move("FT-003", "--to=suspended", "--role=guardian", "--by=甲", "--evidence", "reason=检"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("rules/broken.yaml:", "Nothing was changed.");
        assertThat(Files.readAllBytes(file("FT-003"))).isEqualTo(before);
        assertThat(run("list", directory.resolve("nowhere").toString())).isEqualTo(2);
    }

    @Test
    void withoutMovesInTheVocabularyNoneIsMade() throws Exception {
        Path registry = directory.resolve("registry.yaml");
        String words = Files.readString(registry);
        int lifecycle = words.indexOf("lifecycle:");
        Files.writeString(registry, words.substring(0, lifecycle) + words.substring(words.indexOf("consent:")));
        assertThat(move("FT-001", "--to=suspended", "--role=guardian", "--by=甲", "--evidence", "reason=检"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("registry.yaml allows no moves");
    }

    @ParameterizedTest
    @CsvSource({"list", "show", "move"})
    void helpGivesExamplesAndExitCodes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "  jianhu robot " + command, "Exit codes:");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("list, show, move");
    }
}
