package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moves of a life, and the history of a robot that is checked by them. */
class LifecycleTest {

    private static final String HISTORY = """
            history:
              - {status: draft, since: 2026-01-05, by: {role: department, name: 示例科}}
              - {status: training, since: 2026-01-05, by: {role: department, name: 示例科}, evidence: {plan: 计-1}}
              - status: on-duty
                since: 2026-02-02
                by: {role: supplier, name: 示例公司}
                evidence: {filing: 备-1}
              - {status: suspended, since: 2026-03-02, by: {role: guardian, name: 示例甲}, evidence: {reason: 检查}}
              - {status: on-duty, since: 2026-03-03, by: {role: guardian, name: 示例乙}, evidence: {reason: 无误}}
            """;

    static Map<String, String> files(String history) {
        Map<String, String> files = Sample.withRobot(Sample.ROBOT + history);
        files.put("registry.yaml", Lives.VOCABULARY);
        return files;
    }

    @Test
    void readsAHistory() {
        Robot robot = Sample.compile(files(HISTORY)).robot("FT-001").orElseThrow();
        assertThat(robot.history())
                .extracting(Step::status)
                .containsExactly(
                        Robot.Status.DRAFT,
                        Robot.Status.TRAINING,
                        Robot.Status.ON_DUTY,
                        Robot.Status.SUSPENDED,
                        Robot.Status.ON_DUTY);
        assertThat(robot.history().get(2).by()).isEqualTo(new Step.By(Lifecycle.Role.SUPPLIER, "示例公司"));
        assertThat(robot.history().get(2).evidence()).containsExactly(Map.entry("filing", "备-1"));
    }

    @Test
    void withoutAHistoryOrWithoutMovesNothingIsChecked() {
        assertThat(Sample.compile(files("")).robot("FT-001").orElseThrow().history())
                .isEmpty();
        Map<String, String> files = Sample.withRobot(Sample.ROBOT + HISTORY.replace("plan: 计-1", "other: 计-1"));
        assertThat(Sample.compile(files).robot("FT-001").orElseThrow().history())
                .hasSize(5);
    }

    @Test
    void aHistoryMayBeginInTheMiddleWithTheMoveThatLedThere() {
        String late = "history:\n  - {status: on-duty, since: 2026-02-02, by: {role: supplier, name: 示例公司}, "
                + "evidence: {filing: 备-1}}\n";
        assertThat(Sample.compile(files(late)).robot("FT-001").orElseThrow().history())
                .hasSize(1);
        assertThat(Sample.problems(files(late.replace("{filing: 备-1}", "{reason: 无}"))))
                .containsExactly(
                        "robots/FT-001.yaml:21:86: evidence: 'filing' is missing (expected for on-duty: filing)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: training | status: on-duty | 22:14: status: 'on-duty' (expected after draft: training, retired)",
                "2026-02-02 | 2026-01-04 | 24:12: since: 2026-01-04 (expected: 2026-01-05 or later, the day of the step before)",
                "2026-02-02 | 2026-02-30 | 24:12: since: 2026-02-30 (expected: a day such as 2027-06-30)",
                "role: supplier | role: guardian | 25:16: role: 'guardian' (expected for training → on-duty: department, supplier)",
                "role: supplier | role: suplier | 25:16: role: 'suplier' (expected: department, supplier, guardian, supervisor) (did you mean 'supplier'?)",
                "name: 示例公司 | name: '' | 25:32: name: empty (expected: a text)",
                "{filing: 备-1} | {fling: 备-1} | 26:15: evidence: 'filing' is missing (expected for training → on-duty: filing)",
                "{filing: 备-1} | '{filing: 备-1, consnt: 同-1}' | 26:37: evidence: unknown evidence 'consnt' (expected for training → on-duty: filing, consent) (did you mean 'consent'?)",
                "filing: 备-1 | filing: '' | 26:24: filing: empty (expected: a text)",
                "name: 示例乙 | name: 示例甲 | 28:69: name: '示例甲' (expected for suspended → on-duty: another person than the one who made the step before)",
                "status: suspended | status: retired | 27:14: status: 'retired' (expected after on-duty: suspended)"
            })
    void refusesABrokenStepAtItsPlace(String was, String becomes, String problem) {
        String broken = HISTORY.replaceFirst(java.util.regex.Pattern.quote(was), becomes);
        assertThat(broken).isNotEqualTo(HISTORY);
        assertThat(Sample.problems(files(broken))).first().isEqualTo("robots/FT-001.yaml:" + problem);
    }

    @Test
    void theLastStepMustBeToTheStatus() {
        String robot = Sample.ROBOT.replace("status: on-duty", "status: suspended") + HISTORY;
        Map<String, String> files = files("");
        files.put("robots/FT-001.yaml", robot);
        assertThat(Sample.problems(files))
                .containsExactly("robots/FT-001.yaml:12:9: status: 'suspended' (expected: on-duty,"
                        + " the last step of its history)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "history: | 20:1: history: no steps (expected: a list of steps, oldest first)",
                "'history: {status: draft}' | 20:10: history: no steps (expected: a list of steps, oldest first)",
                "'history: [{status: draft, since: 2026-01-05, by: {role: department, name: 甲}, wy: 1}]' | 20:79: unknown key 'wy' (did you mean 'by'?)"
            })
    void refusesWhatIsNoHistory(String history, String problem) {
        if (history.equals("history:")) {
            assertThat(Sample.compile(files(history + "\n"))
                            .robot("FT-001")
                            .orElseThrow()
                            .history())
                    .isEmpty(); // a key without a value is as if it were not there, as everywhere
        } else {
            assertThat(Sample.problems(files(history + "\n"))).contains("robots/FT-001.yaml:" + problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[]' | 7:12: lifecycle: no moves (expected: a list of moves with from, to and by)",
                "'[{from: drft, to: training, by: department}]' | 7:20: from: 'drft' (expected: any, draft, training, assessment, on-duty, suspended, retired) (did you mean 'draft'?)",
                "'[{to: training, by: department}]' | 7:13: from: nothing (expected: any, draft, training, assessment, on-duty, suspended, retired)",
                "'[{from: draft, by: department}]' | 7:13: 'to' is missing",
                "'[{from: draft, to: draft, by: department}]' | 7:31: to: 'draft' (expected: another status than it is from)",
                "'[{from: draft, to: training}]' | 7:13: by: nobody (expected: department, supplier, guardian, supervisor)",
                "'[{from: draft, to: training, by: mayor}]' | 7:45: by: 'mayor' (expected: department, supplier, guardian, supervisor)",
                "'[{from: draft, to: training, by: department, evidence: [A b]}]' | 7:68: evidence: 'A b' (expected: a name such as training-record)",
                "'[{from: draft, to: training, by: department, notBy: me}]' | 7:64: notBy: 'me' (expected: previous)",
                "'[{from: draft, to: training, by: department, evidnce: x}]' | 7:57: unknown key 'evidnce' (did you mean 'evidence'?)"
            })
    void refusesAMoveAtItsPlace(String moves, String problem) {
        Map<String, String> files = files("");
        files.put("registry.yaml", Lives.WORDS + "lifecycle: " + moves + "\n");
        assertThat(Sample.problems(files)).containsExactly("registry.yaml:" + problem);
    }

    @Test
    void aStepThatIsStillToComeIsWarnedOf() {
        Registry registry = Sample.compile(files(HISTORY));
        assertThat(registry.warnings(LocalDate.of(2026, 3, 3))).isEmpty();
        assertThat(registry.warnings(LocalDate.of(2026, 3, 2)))
                .singleElement()
                .hasToString("robots/FT-001.yaml:28:30: since: 2026-03-03 (expected: 2026-03-02, which is today,"
                        + " or a day before)");
    }

    @Test
    void tellsTheMovesFromAStatusInTheOrderOfTheFile() {
        Lifecycle lifecycle = Sample.compile(files("")).vocabulary().lifecycle();
        assertThat(lifecycle.from(Robot.Status.DRAFT))
                .extracting(Lifecycle.Move::to)
                .containsExactly(Robot.Status.TRAINING, Robot.Status.RETIRED);
        assertThat(lifecycle.from(Robot.Status.RETIRED)).isEmpty();
        assertThat(lifecycle.from(Robot.Status.TRAINING).getFirst().roles())
                .isEqualTo(List.of("department", "supplier"));
    }

    @Test
    void aRobotIsSucceededByARegisteredOneAndNotInACircle() {
        Map<String, String> files = files("");
        files.put("robots/FT-001.yaml", retired("FT-001", "successor: FT-002\n"));
        files.put("robots/FT-002.yaml", retired("FT-002", "successor: FT-003\n"));
        files.put("robots/FT-003.yaml", retired("FT-003", "").replace("status: retired", "status: on-duty"));
        Registry registry = Sample.compile(files);
        Robot first = registry.robot("FT-001").orElseThrow();
        assertThat(registry.successor(first).map(Robot::address)).hasValue("/robots/FT-003");
        assertThat(registry.noticeValues(first))
                .containsEntry("successor.address", "/robots/FT-003")
                .containsEntry("successor.name", "小福3");
        assertThat(registry.successor(registry.robot("FT-003").orElseThrow())).isEmpty();

        files.put("robots/FT-003.yaml", retired("FT-003", "successor: FT-001\n"));
        assertThat(Sample.problems(files))
                .hasSize(3)
                .first()
                .isEqualTo("robots/FT-001.yaml:20:12: successor: 'FT-002'"
                        + " (expected: a robot that does not lead back to FT-001)");
        files.put("robots/FT-003.yaml", retired("FT-003", "successor: FT-003\n"));
        assertThat(Sample.problems(files))
                .containsExactly("robots/FT-003.yaml:20:12: successor: 'FT-003' (expected: another robot than itself)");
        files.put("robots/FT-003.yaml", retired("FT-003", "successor: FT-02\n"));
        assertThat(Sample.problems(files))
                .containsExactly(
                        "robots/FT-003.yaml:20:12: successor: unknown robot 'FT-02'" + " (did you mean 'FT-002'?)");
    }

    @Test
    void theStepThatRetiredARobotMayNameItsSuccessor() {
        Map<String, String> files = files("");
        String step = "history: [{status: retired, since: 2026-01-05, by: {role: department, name: 甲}, "
                + "evidence: {reason: 期满, successor: FT-002}}]\n";
        files.put("robots/FT-001.yaml", retired("FT-001", step));
        files.put("robots/FT-002.yaml", retired("FT-002", "").replace("status: retired", "status: on-duty"));
        Registry registry = Sample.compile(files);
        assertThat(registry.successor(registry.robot("FT-001").orElseThrow()).map(Robot::name))
                .isEqualTo(Optional.of("小福2"));
        files.put("robots/FT-001.yaml", retired("FT-001", step.replace("FT-002", "FT-009")));
        assertThat(Sample.problems(files)).singleElement().asString().contains("20:115: successor: unknown robot");
    }

    private static String retired(String id, String more) {
        return Sample.ROBOT
                        .replace("id: FT-001", "id: " + id)
                        .replace("name: 小福", "name: 小福" + id.charAt(5))
                        .replace("status: on-duty", "status: retired")
                + more;
    }
}
