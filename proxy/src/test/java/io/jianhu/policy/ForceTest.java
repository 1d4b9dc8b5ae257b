package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a rule is in force: its mode and level, the robot's strictness, the ceiling, exceptions, scores. */
class ForceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final String REFUSE = "{kind: refuse, notice: n}";

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, ENFORCE",
        "1, 2, 2, ENFORCE",
        "2, 1, 1, NONE",
        "2, 1, 2, SHADOW",
        "2, 2, 2, ENFORCE",
        "4, 1, 4, SHADOW",
        "4, 1, 3, NONE",
        "4, 4, 4, ENFORCE",
    })
    void levels(int level, int strictness, int watchfulness, String force) {
        Rulebook rulebook = rulebook("", Folders.rule("JH-1000", "input", "high", "词语", REFUSE, "level: " + level));
        Situation situation = situation("FT-001", strictness, watchfulness, "c", "x", TODAY);
        assertThat(force(rulebook, situation)).isEqualTo(force);
    }

    @ParameterizedTest
    @CsvSource({
        "'{mode: shadow}', enforce, 1, SHADOW",
        "'{mode: enforce}', shadow, 1, SHADOW",
        "'{mode: canary}', shadow, 1, SHADOW",
        "'{enforce: 1}', enforce, 2, SHADOW",
        "'{enforce: 1, shadow: 1}', enforce, 2, NONE",
        "'{enforce: 2}', enforce, 2, ENFORCE",
        "'{enforce: 1, shadow: 3}', enforce, 4, NONE",
        "'{}', enforce, 4, ENFORCE",
    })
    void theCeilingIsOverEverything(String ceiling, String mode, int level, String force) {
        Rulebook rulebook = rulebook(
                "apiVersion: jianhu/v1\nkind: Thresholds\nceiling: " + ceiling,
                Folders.rule("JH-1000", "input", "high", "词语", REFUSE, "mode: " + mode + "\nlevel: " + level));
        assertThat(force(rulebook, situation("FT-001", 4, 4, "c", "x", TODAY))).isEqualTo(force);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 99})
    void aCanaryIsEnforcedInItsShareAndShadowedInTheRest(int percent) {
        Rulebook rulebook = canary("JH-1000", percent);
        Rulebook again = canary("JH-1000", percent);
        int enforced = 0;
        for (int i = 0; i < 2000; i++) {
            Situation situation = situation("FT-001", 1, 1, "portal", "named c-" + i, TODAY);
            String force = force(rulebook, situation);
            assertThat(force).isIn("CANARY", "SHADOW").isEqualTo(force(again, situation));
            enforced += force.equals("CANARY") ? 1 : 0;
        }
        assertThat(enforced).isBetween(percent * 20 - 70, percent * 20 + 70);
    }

    @Test
    void aCanaryDependsOnRuleRobotClientAndConversationAndNothingElse() {
        Rulebook rulebook = canary("JH-1000", 50);
        Set<String> other = new TreeSet<>();
        for (int i = 0; i < 64; i++) {
            Situation base = situation("FT-001", 1, 1, "portal", "named c-" + i, TODAY);
            String force = force(rulebook, base);
            assertThat(force(rulebook, situation("FT-001", 1, 4, "portal", "named c-" + i, TODAY.plusDays(9))))
                    .isEqualTo(force);
            differs(other, "robot", force, force(rulebook, situation("FT-002", 1, 1, "portal", "named c-" + i, TODAY)));
            differs(other, "client", force, force(rulebook, situation("FT-001", 1, 1, "other", "named c-" + i, TODAY)));
            differs(other, "rule", force, force(canary("JH-1001", 50), base));
        }
        assertThat(other).containsExactly("client", "robot", "rule");
    }

    private static void differs(Set<String> seen, String what, String force, String other) {
        if (!force.equals(other)) {
            seen.add(what);
        }
    }

    @Test
    void aCeilingOfCanariesMakesCanariesButNeverABrakeForAFew() {
        Rulebook rulebook = rulebook(
                "apiVersion: jianhu/v1\nkind: Thresholds\nceiling: {mode: canary}",
                Folders.rule("JH-1000", "input", "high", "词语", REFUSE, ""),
                Folders.rule("JH-1001", "input", "critical", "别词", "{kind: brake, notice: n}", ""));
        Set<String> refusing = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            Situation situation = situation("FT-001", 1, 1, "portal", "named c-" + i, TODAY);
            refusing.add(force(rulebook, situation));
            assertThat(rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1001")))
                            .verdict())
                    .isEqualTo(Verdict.Allow.PLAINLY);
        }
        assertThat(refusing).containsExactly("CANARY", "SHADOW");
    }

    @Test
    void aBrakeIsTheStrictestVerdictAndSaysRefuse() {
        Rulebook rulebook = rulebook(
                "",
                Folders.rule("JH-1000", "input", "critical", "词语", "{kind: escalate, notice: n}", ""),
                Folders.rule("JH-1001", "input", "critical", "别词", "{kind: brake, notice: stop}", ""));
        Situation situation = situation("FT-001", 1, 1, "portal", "x", TODAY);
        Ruling brake = rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1001")));
        Ruling escalate = rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1000")));
        for (Ruling both : List.of(
                brake.and(escalate),
                escalate.and(brake),
                rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1000"), finding("JH-1001"))))) {
            assertThat(both.verdict()).isInstanceOf(Verdict.Brake.class);
            assertThat(both.verdict().decision()).isEqualTo(Decision.REFUSE);
            assertThat(both.verdict().because()).extracting(Finding::rule).containsExactly("JH-1001", "JH-1000");
        }
    }

    @Test
    void aRuleThatAsksAJudgeInVainEscalatesWhenItSaysSo() {
        Rulebook rulebook = rulebook(
                "",
                Folders.rule("JH-1000", "input", "high", "词语", REFUSE, "onFailure: escalate")
                        .replace("match: {phrase: 词语}", "match: {all: [{phrase: 词语}, {judge: 是吗}]}"),
                Folders.rule("JH-1001", "input", "high", "别词", "{kind: observe}", "onFailure: escalate")
                        .replace("match: {phrase: 别词}", "match: {all: [{phrase: 别词}, {judge: 是吗}]}"));
        Situation situation = situation("FT-001", 1, 1, "portal", "x", TODAY);
        assertThat(rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1000")))
                        .verdict())
                .isEqualTo(new Verdict.Escalate(List.of(finding("JH-1000")), "n"));
        assertThat(rulebook.decide(situation, Stage.INPUT, List.of(finding("JH-1001")))
                        .verdict())
                .isEqualTo(new Verdict.Escalate(List.of(finding("JH-1001")), "hold"));
    }

    private static Rulebook canary(String rule, int percent) {
        return rulebook(
                "",
                Folders.rule(rule, "input", "high", "词语", REFUSE, "mode: canary\ncanary: {percent: " + percent + "}"));
    }

    static String force(Rulebook rulebook, Situation situation) {
        String rule = rulebook.rules().getFirst().id();
        Ruling ruling = rulebook.decide(situation, Stage.INPUT, List.of(finding(rule)));
        if (ruling.verdict().decision() == Decision.REFUSE) {
            return ruling.canaries().isEmpty() ? "ENFORCE" : "CANARY";
        }
        assertThat(ruling.canaries()).isEmpty();
        return ruling.shadowed().isEmpty() ? "NONE" : "SHADOW";
    }

    static Finding finding(String rule) {
        return new Finding(rule, Side.QUESTION, new Span(0, 2), Severity.HIGH);
    }

    static Situation situation(
            String robot, int strictness, int watchfulness, String client, String conversation, LocalDate today) {
        return new Situation(
                new Profile(new RobotId(robot), "consultation", "L1"),
                strictness,
                watchfulness,
                client,
                conversation,
                today);
    }

    static Rulebook rulebook(String thresholds, String... rules) {
        Problems problems = new Problems();
        String[] files = thresholds.isEmpty()
                ? new String[] {"rules/a.yaml", Folders.set(rules)}
                : new String[] {"rules/a.yaml", Folders.set(rules), "thresholds.yaml", thresholds};
        return Rulebook.compile(Folders.of(files), id -> true, TODAY, new NaiveEngine(false), problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }
}
