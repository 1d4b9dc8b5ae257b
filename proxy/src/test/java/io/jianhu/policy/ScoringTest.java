package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.text.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What severities add up to, and what that leads to. */
class ScoringTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final Situation SITUATION = ForceTest.situation("FT-001", 1, 2, "c", "x", TODAY);

    private static Rulebook rulebook(String limits) {
        String action = "{kind: observe}";
        return ForceTest.rulebook(
                "apiVersion: jianhu/v1\nkind: Thresholds\n" + limits,
                Folders.rule("JH-1005", "input", "critical", "五", action, "score: true"),
                Folders.rule("JH-1004", "input", "high", "四", action, "score: true"),
                Folders.rule("JH-1003", "input", "medium", "三", action, "score: true"),
                Folders.rule("JH-1002", "input", "low", "二", action, "score: true"),
                Folders.rule("JH-1000", "input", "info", "零", action, "score: true"),
                Folders.rule("JH-1010", "input", "critical", "不计", action, ""),
                Folders.rule("JH-1011", "input", "critical", "影子", action, "score: true\nmode: shadow"),
                Folders.rule("JH-1012", "input", "critical", "上级", action, "score: true\nlevel: 2"));
    }

    @ParameterizedTest
    @CsvSource({
        "'refuse: 8, escalate: 5', 1004, ALLOW",
        "'refuse: 8, escalate: 5', 1005, ESCALATE",
        "'refuse: 8, escalate: 5', 1005 1005 1005, ESCALATE",
        "'refuse: 8, escalate: 5', 1004 1003, ESCALATE",
        "'refuse: 8, escalate: 5', 1005 1003, REFUSE",
        "'refuse: 5, escalate: 8', 1005, REFUSE",
        "'refuse: 5, escalate: 8', 1005 1003, ESCALATE",
        "'refuse: 5', 1003 1002, REFUSE",
        "'refuse: 5', 1003 1000 1010 1011 1012, ALLOW",
        "'escalate: 14', 1002 1003 1004 1005, ESCALATE",
        "'escalate: 15', 1002 1003 1004 1005, ALLOW",
    })
    void severitiesAddUpOncePerEnforcedRule(String limits, String rules, String decision) {
        Rulebook rulebook = rulebook("input: {" + limits + ", notice: calm}");
        List<Finding> findings = findings(rules);
        Ruling all = rulebook.decide(SITUATION, Stage.INPUT, findings);
        Ruling score = rulebook.score(Side.QUESTION, all);
        assertThat(score.verdict().decision()).hasToString(decision);
        assertThat(rulebook.score(Side.ANSWER, all)).isEqualTo(Ruling.ALLOW);
        if (score.equals(Ruling.ALLOW)) {
            return;
        }
        List<Finding> because = score.verdict().because();
        assertThat(because.getFirst().rule()).isEqualTo("score.input");
        assertThat(because.subList(1, because.size()))
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(java.util.Arrays.stream(rules.split(" ", -1))
                        .distinct()
                        .map(rule -> "JH-" + rule)
                        .toArray(String[]::new));
        assertThat(all.and(score).verdict().because().getFirst().rule()).isEqualTo("score.input");
        assertThat(all.and(score).verdict().because()).doesNotHaveDuplicates();
    }

    @Test
    void pointsAreThoseOfRulesThatAreEnforced() {
        Rulebook rulebook = rulebook("");
        assertThat(findings("1005 1004 1003 1002 1000 1010 1011 1012").stream()
                        .map(finding -> rulebook.points(SITUATION, Stage.INPUT, finding)))
                .containsExactly(5, 4, 3, 2, 0, 0, 0, 0);
        assertThat(rulebook.points(SITUATION, Stage.OUTPUT, findings("1005").getFirst()))
                .isZero();
        assertThat(rulebook.leastScore(Side.QUESTION)).isEmpty();
        assertThat(rulebook("input: {refuse: 8, escalate: 5, notice: n}").leastScore(Side.QUESTION))
                .hasValue(5);
        assertThat(rulebook("output: {refuse: 3, escalate: 5, notice: n}").leastScore(Side.ANSWER))
                .hasValue(3);
    }

    @Test
    void aNoticeIsGiven() {
        Rulebook rulebook = rulebook("input: {refuse: 5, notice: calm}");
        Ruling all = rulebook.decide(SITUATION, Stage.INPUT, findings("1005"));
        assertThat(rulebook.score(Side.QUESTION, all).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.notice()).isEqualTo("calm"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input: {refuse: 0, notice: n}|3:17: refuse: 0 (expected: a whole number from 1 to 1000)",
                "input: {notice: n}|3:8: input: no threshold (expected: refuse or escalate)",
                "output: {refuse: 5}|3:9: 'notice' is missing",
                "output: {refuse: 5, notice: x}|3:29: notice: 'x' does not exist in notices/",
                "ceiling: {mode: of}|3:17: mode: 'of' (expected: shadow, canary, enforce)",
                "ceilng: {mode: shadow}|3:1: unknown key 'ceilng' (did you mean 'ceiling'?)",
            })
    void thresholdsAreChecked(String line, String problem) {
        Problems problems = new Problems();
        String rules = Folders.set(Folders.rule("JH-1000", "input", "info", "零", "{kind: observe}", ""));
        Rulebook.compile(
                Folders.of(
                        "rules/a.yaml", rules, "thresholds.yaml", "apiVersion: jianhu/v1\nkind: Thresholds\n" + line),
                "n"::equals,
                TODAY,
                new NaiveEngine(false),
                problems);
        assertThat(problems.list()).extracting(Problem::toString).contains("thresholds.yaml:" + problem);
    }

    private static List<Finding> findings(String rules) {
        List<Finding> findings = new ArrayList<>();
        for (String rule : rules.split(" ", -1)) {
            findings.add(new Finding("JH-" + rule, Side.QUESTION, new Span(0, findings.size() + 1), Severity.HIGH));
        }
        return findings;
    }
}
