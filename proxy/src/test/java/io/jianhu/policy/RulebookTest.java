package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Profile;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.source.Problems;
import io.jianhu.text.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final Situation ROBOT = situation("FT-001");

    private static final Rulebook RULEBOOK = rulebook(
            Folders.rule("JH-1000", "output", "low", "观察", "{kind: observe}", ""),
            Folders.rule("JH-1010", "output", "low", "掩码", "{kind: mask}", ""),
            Folders.rule("JH-1020", "output", "low", "披露", "{kind: disclose, notice: n}", ""),
            Folders.rule("JH-1030", "output", "low", "回答", "{kind: answer, notice: n}", ""),
            Folders.rule("JH-1040", "output", "low", "拒绝", "{kind: refuse, notice: n}", ""),
            Folders.rule("JH-1041", "output", "low", "再拒", "{kind: refuse, notice: other}", ""),
            Folders.rule("JH-1042", "output", "high", "严拒", "{kind: refuse, notice: grave}", ""),
            Folders.rule("JH-1050", "output", "low", "升级", "{kind: escalate, notice: n}", ""),
            Folders.rule("JH-1060", "output", "critical", "影子", "{kind: escalate, notice: n}", "mode: shadow"),
            Folders.rule("JH-1070", "output", "critical", "关闭", "{kind: escalate, notice: n}", "mode: 'off'"),
            Folders.rule(
                    "JH-1080", "output", "low", "范围", "{kind: refuse, notice: n}", "scope: {robots: [FT-9*, GM-1]}"),
            Folders.rule("JH-1090", "tool_call", "low", "工具", "{kind: refuse, notice: n}", ""),
            Folders.rule("JH-1100", "input", "low", "输入", "{kind: refuse, notice: n}", ""));

    @ParameterizedTest
    @CsvSource({
        "'', ALLOW, ''",
        "JH-1000, ALLOW, JH-1000",
        "JH-1000 JH-1010, MASK, JH-1010 JH-1000",
        "mask.mobile JH-1000, MASK, mask.mobile JH-1000",
        "JH-1010 JH-1020, DISCLOSE, JH-1020 JH-1010",
        "JH-1020 JH-1030, ANSWER, JH-1030 JH-1020",
        "JH-1030 JH-1040, REFUSE, JH-1040 JH-1030",
        "JH-1041 JH-1040, REFUSE, JH-1040 JH-1041",
        "JH-1041 JH-1040 JH-1042, REFUSE, JH-1042 JH-1040 JH-1041",
        "JH-1042 JH-1050, ESCALATE, JH-1050 JH-1042",
        "JH-1060 JH-1000, ALLOW, JH-1000",
        "JH-1080 JH-1000, ALLOW, JH-1000",
        "JH-1090 JH-1100, ALLOW, ''",
    })
    void theMostRestrictiveWins(String rules, String decision, String because) {
        List<Finding> findings = new ArrayList<>();
        for (String rule : rules.isEmpty() ? new String[0] : rules.split(" ")) {
            findings.add(finding(rule, 0));
        }
        for (int seed = 0; seed < 6; seed++) {
            Collections.shuffle(findings, new Random(seed));
            Verdict verdict = RULEBOOK.decide(ROBOT, Stage.OUTPUT, findings).verdict();
            assertThat(verdict.decision()).hasToString(decision);
            assertThat(verdict.because().stream().map(Finding::rule))
                    .isEqualTo(because.isEmpty() ? List.of() : List.of(because.split(" ")));
        }
    }

    @Test
    void theNoticeIsThatOfTheDecidingRule() {
        Verdict verdict = RULEBOOK.decide(ROBOT, Stage.OUTPUT, List.of(finding("JH-1041", 0), finding("JH-1042", 5)))
                .verdict();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.notice()).isEqualTo("grave"));
    }

    @Test
    void shadowIsRecordedOnly() {
        Ruling ruling = RULEBOOK.decide(ROBOT, Stage.OUTPUT, List.of(finding("JH-1060", 0)));
        assertThat(ruling.verdict()).isEqualTo(Verdict.Allow.PLAINLY);
        assertThat(ruling.shadowed()).containsExactly(finding("JH-1060", 0));
    }

    @ParameterizedTest
    @CsvSource({"FT-901, true", "GM-1, true", "GM-10, false", "FT-8, false"})
    void scopeChoosesTheRobots(String robot, boolean covered) {
        Ruling ruling = RULEBOOK.decide(situation(robot), Stage.OUTPUT, List.of(finding("JH-1080", 0)));
        assertThat(ruling.verdict() instanceof Verdict.Refuse).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"INPUT, JH-1100", "OUTPUT, JH-1040", "TOOL_CALL, JH-1090"})
    void aRuleCountsAtItsStageOnly(Stage stage, String rule) {
        List<Finding> all = List.of(finding("JH-1100", 0), finding("JH-1040", 0), finding("JH-1090", 0));
        assertThat(RULEBOOK.decide(ROBOT, stage, all).verdict().because()).containsExactly(finding(rule, 0));
        assertThat(RULEBOOK.decide(ROBOT, Stage.TOOL_RESULT, all)).isEqualTo(Ruling.ALLOW);
    }

    @Test
    void rulesThatAreOffAreListedButNotCompiled() {
        assertThat(RULEBOOK.rules()).hasSize(13).extracting(Rule::id).contains("JH-1070");
        List<Finding> found = new ArrayList<>();
        RULEBOOK.guards(Side.ANSWER).forEach(guard -> {
            var watch = guard.watch(Side.ANSWER);
            watch.read("关闭影子", found::add);
            watch.end(found::add);
        });
        assertThat(found).extracting(Finding::rule).containsExactly("JH-1060");
    }

    @Test
    void onlyMaskingRulesHide() {
        assertThat(RULEBOOK.masks("JH-1010")).isTrue();
        assertThat(RULEBOOK.masks("mask.mobile")).isTrue();
        assertThat(RULEBOOK.masks("JH-1000")).isFalse();
        assertThat(RULEBOOK.masks("JH-1040")).isFalse();
    }

    @Test
    void personalDataAreMaskedUnderTheRuleThatNamesThem() {
        Rulebook rulebook = rulebook("""
                id: JH-1200
                title: {zh: 个人信息}
                severity: high
                stage: [input, output]
                match: [{identifier: mobile}]
                action: {kind: mask}
                tests:
                  - {say: 电话13800138000, expect: mask}
                  - {stream: [电话138001, "38000"], expect: mask}
                  - {say: 电话12345, expect: allow}
                """);
        assertThat(rulebook.ruleOfKind("mobile")).isEqualTo("JH-1200");
        assertThat(rulebook.ruleOfKind("email")).isEqualTo("mask.email");
        assertThat(rulebook.guards(Side.QUESTION)).isEmpty();
        assertThat(rulebook.guards(Side.ANSWER)).hasSize(1);
    }

    private static Situation situation(String robot) {
        return new Situation(new Profile(new RobotId(robot), "consultation", "L1"), 1, 1, "portal", "named c-1", TODAY);
    }

    private static Finding finding(String rule, int start) {
        Severity severity = rule.equals("JH-1042") ? Severity.HIGH : Severity.LOW;
        return new Finding(rule, Side.ANSWER, new Span(start, start + 2), severity);
    }

    private static Rulebook rulebook(String... rules) {
        Problems problems = new Problems();
        return Rulebook.compile(
                        Folders.of("rules/a.yaml", Folders.set(rules)),
                        id -> true,
                        TODAY,
                        new NaiveEngine(false),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }
}
