package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local files change the rules of a pack without editing it. */
class OverridesTest {
    private static final String PACK = Folders.set(
            Folders.rule("JH-1000", "input", "high", "词语", "{kind: refuse, notice: n}", "unless: {phrase: 除外}"),
            Folders.rule("JH-1001", "input", "high", "别词", "{kind: refuse, notice: n}", ""));
    private static final String HEAD = "apiVersion: jianhu/v1\nkind: Overrides\nrules:\n";

    private final Problems problems = new Problems();

    private Optional<Rulebook> compile(String... overrides) {
        List<String> files = new ArrayList<>(List.of("rules/a.yaml", PACK));
        for (int i = 0; i < overrides.length; i++) {
            files.addAll(List.of("overrides/" + i + ".yaml", HEAD + overrides[i]));
        }
        return Rulebook.compile(
                Folders.of(files.toArray(String[]::new)),
                id -> true,
                LocalDate.EPOCH,
                new NaiveEngine(false),
                problems);
    }

    private Rule rule(String... overrides) {
        return compile(overrides)
                .orElseThrow(() -> new AssertionError(problems.list().toString()))
                .rules()
                .getFirst();
    }

    private static List<String> found(Rulebook rulebook, String text) {
        List<String> found = new ArrayList<>();
        for (Guard guard : rulebook.guards(Side.QUESTION)) {
            Guard.Watch watch = guard.watch(Side.QUESTION);
            watch.read(text, finding -> found.add(finding.rule()));
            watch.end(finding -> found.add(finding.rule()));
        }
        return found;
    }

    @Test
    void aRuleIsDisabled() {
        Rule rule = rule("  - {id: JH-1000, reason: 误拦, disable: true}");
        assertThat(rule.mode()).isEqualTo(Mode.OFF);
        assertThat(rule.overrides()).containsExactly("overrides/0.yaml:4");
        assertThat(rule.file()).isEqualTo("rules/a.yaml");
    }

    @Test
    void keysAreReplaced() {
        Rule rule = rule(
                "  - {id: JH-1000, reason: 更严, replace: {severity: critical, mode: shadow, level: 2, scope: {robots: [FT-1]}}}",
                "  - {id: JH-1000, reason: 计分, replace: {score: true}}");
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.mode()).isEqualTo(Mode.SHADOW);
        assertThat(rule.level()).isEqualTo(2);
        assertThat(rule.scope().robots()).containsExactly("FT-1");
        assertThat(rule.scores()).isTrue();
        assertThat(rule.overrides()).containsExactly("overrides/0.yaml:4", "overrides/1.yaml:4");
    }

    @Test
    void testsOfTheOldActionExpectTheNewOne() {
        assertThat(rule("  - {id: JH-1000, reason: 先看, replace: {action: {kind: observe}}}")
                        .action()
                        .kind())
                .isEqualTo(Action.Kind.OBSERVE);
    }

    @Test
    void matchersExceptionsAndTestsAreAdded() {
        Rulebook rulebook = compile("""
                  - id: JH-1000
                    reason: 本地说法
                    append:
                      match: [{phrase: 土话}]
                      unless: [{phrase: 本地除外}]
                      tests: [{say: 一句土话, expect: refuse}, {say: 土话本地除外, expect: allow}]
                """.indent(-2)).orElseThrow(() -> new AssertionError(problems.list()));
        assertThat(found(rulebook, "土话")).containsExactly("JH-1000");
        assertThat(found(rulebook, "词语")).containsExactly("JH-1000");
        assertThat(found(rulebook, "词语本地除外")).isEmpty();
        assertThat(found(rulebook, "土话除外")).isEmpty();
        assertThat(found(rulebook, "别词")).containsExactly("JH-1001");
    }

    @Test
    void aPackWithoutOverridesSaysSo() {
        assertThat(rule().overrides()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: JH-100, reason: r, disable: true}|0.yaml:4:10: id: there is no rule 'JH-100' (did you mean 'JH-1000'?)",
                "{id: JH-1000, disable: true}|0.yaml:4:5: 'reason' is missing",
                "{id: JH-1000, reason: r}|0.yaml:4:5: changes nothing (expected: disable, append or replace)",
                "{id: JH-1000, reason: r, replace: {sevrity: low}}|0.yaml:4:40: unknown key 'sevrity' (did you mean 'severity'?)",
                "{id: JH-1000, reason: r, replace: {id: JH-1}}|0.yaml:4:40: unknown key 'id'",
                "{id: JH-1000, reason: r, replace: {severity: lo}}|0.yaml:4:50: severity: 'lo' (expected: info, low, medium, high, critical) (did you mean 'low'?)",
                "{id: JH-1000, reason: r, append: {match: [{phrse: 一二}]}}|0.yaml:4:48: unknown key 'phrse' (did you mean 'phrase'?)",
                "{id: JH-1000, reason: r, append: {tests: {say: 无, expect: refuse}}}|0.yaml:4:46: test of JH-1000: in a question the rule does not match (expected: refuse)",
                "{id: JH-1000, reason: r, disable: true, replace: {mode: shadow}}|0.yaml:4:55: 'mode' of JH-1000 is overridden already at overrides/0.yaml:4",
                "{id: JH-1000, reason: r, append: x}|0.yaml:4:38: append: not a mapping (expected: match, unless, tests)",
            })
    void whatIsWrongPointsIntoTheFileThatCausedIt(String override, String problem) {
        assertThat(compile("  - " + override)).isEmpty();
        assertThat(problems.list()).extracting(Problem::toString).contains("overrides/" + problem);
    }

    @Test
    void oneKeyIsOverriddenOnce() {
        compile(
                "  - {id: JH-1000, reason: r, replace: {severity: low}}",
                "  - {id: JH-1000, reason: r, replace: {severity: high}}");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "overrides/1.yaml:4:40: 'severity' of JH-1000 is overridden already at overrides/0.yaml:4");
    }
}
