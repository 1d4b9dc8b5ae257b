package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted, and what is refused with which words at which line and column. */
class CompileTest {
    private static final java.time.LocalDate TODAY = java.time.LocalDate.of(2026, 11, 25);
    private static final String SOUND = """
            apiVersion: jianhu/v1
            kind: RuleSet
            metadata: {name: decisions, ids: JH-3100..JH-3199, owner: 测试局}
            rules:
              - id: JH-3110
                title: {zh: 机器人不得作出行政决定, en: A robot makes no administrative decision}
                basis: [{ref: 《办法》第二章}, {ref: 个人信息保护法 第24条}]
                severity: high
                stage: [output]
                scope: {robots: ["*"], types: ["*"], levels: ["*"]}
                match:
                  any:
                    - phrase: [我批准, 准予许可]
                    - list: lists/words.txt
                unless:
                  - phrase: 由工作人员
                action: {kind: refuse, notice: decision}
                mode: enforce
                onFailure: closed
                reviewBy: 2027-06-30
                tests:
                  - {say: "您的申请我批准了。", expect: refuse}
                  - {say: "由工作人员说我批准。", expect: allow}
                  - {stream: ["您的申请我批", "准了。"], expect: refuse}
            """;
    private static final String WORDS = "# 决定\n决定给予处罚\t处罚\n\n同意发放";

    @Test
    void aSoundFileCompiles() {
        Problems problems = new Problems();
        Rulebook rulebook =
                compile(folder(SOUND, WORDS), problems).orElseThrow(() -> new AssertionError(problems.list()));
        Rule rule = rulebook.rules().getFirst();
        assertThat(rule.id()).isEqualTo("JH-3110");
        assertThat(rule.owner()).isEqualTo("测试局");
        assertThat(rule.basis()).containsExactly("《办法》第二章", "个人信息保护法 第24条");
        assertThat(rule.stages()).isEqualTo(Set.of(Stage.OUTPUT));
        assertThat(rule.matchers()).isEqualTo(4);
        assertThat(rule.reviewBy()).hasValueSatisfying(day -> assertThat(day).hasToString("2027-06-30"));
        assertThat(rule.line()).isEqualTo(5);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                edit("apiVersion: jianhu/v1", "apiVersion: v1", "1:13: apiVersion: 'v1' (expected: jianhu/v1)"),
                edit("kind: RuleSet", "kind: Rules", "2:7: kind: 'Rules' (expected: RuleSet)"),
                edit(
                        "JH-3100..JH-3199",
                        "JH-31xx",
                        "3:34: ids: 'JH-31xx' (expected: a range such as JH-3100..JH-3199)"),
                edit("id: JH-3110", "id: JH-3200", "5:9: id: 'JH-3200' (expected: within JH-3100..JH-3199)"),
                edit("id: JH-3110", "id: jh3110", "5:9: id: 'jh3110' (expected: an id such as JH-3110)"),
                edit(
                        "severity: high",
                        "severity: hihg",
                        "8:15: severity: 'hihg' (expected: info, low, medium, high,"
                                + " critical) (did you mean 'high'?)"),
                edit(
                        "    severity: high\n",
                        "",
                        "5:5: 'severity' is missing (expected: info, low, medium, high, critical)"),
                edit(
                        "severity: high",
                        "severty: high",
                        "5:5: 'severity' is missing (expected: info, low, medium, high, critical)",
                        "8:5: unknown key 'severty' (did you mean 'severity'?)"),
                edit(
                        "stage: [output]",
                        "stage: [ouput]",
                        "9:13: stage: 'ouput' (expected: input, output, tool_call, tool_result) (did you mean 'output'?)"),
                edit("robots: [\"*\"]", "robot: [\"*\"]", "10:13: unknown key 'robot' (did you mean 'robots'?)"),
                edit(
                        "robots: [\"*\"]",
                        "robots: [\"F*1\"]",
                        "10:21: robots: 'F*1' (expected: a name, or the beginning of one and *)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "phrase: [我批准, 准]",
                        "13:25: phrase: '准' is one character (expected: two or more to refuse or escalate)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "phrse: [我批准, 准予许可]",
                        "13:11: unknown key 'phrse' (did you mean 'phrase'?)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "{}",
                        "13:11: an empty matcher (expected: phrase, regex, list, identifier, near, length, encoding, similar or judge)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "regex: 我批.*",
                        "13:18: regex: '我批.*' is of unbounded width (expected: {0,20} in place of *)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "near: {all: [同意, 您的申请], withn: 12}",
                        "13:17: near: 'within' is missing (expected: a number of characters)",
                        "13:35: unknown key 'withn' (did you mean 'within'?)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "near: {any: [同意], within: 12}",
                        "12:7: near: any words near what? (expected: an item of its own in 'all', 'not' or 'unless')"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "near: {within: 12}",
                        "13:17: near: has either 'all' or 'any' (expected: words, and within)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "not: {phrase: 准}",
                        "13:11: not: stands alone (expected: inside 'all', beside what it takes back)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "all: [{not: {phrase: 准}}]",
                        "13:16: all: nothing to match (expected: at least one matcher beside 'not' and 'near: any')"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "length: {}",
                        "13:19: length: 'over' is missing (expected: a number of characters)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "length: 0",
                        "13:19: length: 0 (expected: a whole number from 1 to 1000000)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "encoding: [base46]",
                        "13:22: encoding: 'base46' (expected: base64, hexadecimal, percent, escape, morse, binary)"
                                + " (did you mean 'base64'?)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "similar: {to: exemplars/x.jsonl, min: 2}",
                        "13:25: to: 'exemplars/x.jsonl' does not exist (expected: a file such as"
                                + " exemplars/decisions.jsonl)",
                        "13:49: min: 2 (expected: above 0 and at most 1)"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "judge: {question: 是决定吗}",
                        "12:7: match: there is no judge, so the rule matches every text (expected: judge beside other"
                                + " matchers in 'all', onFailure: open, or mode: 'off')"),
                edit(
                        "phrase: [我批准, 准予许可]",
                        "identifier: mobil",
                        "13:23: identifier: 'mobil' (expected: email, mobile) (did you mean 'mobile'?)"),
                edit(
                        "lists/words.txt",
                        "lists/wrods.txt",
                        "14:17: list: 'lists/wrods.txt' does not exist (did you mean 'lists/words.txt'?)"),
                edit("notice: decision", "notice: decison", "17:36: notice: 'decison' does not exist in notices/"),
                edit(", notice: decision", "", "17:13: 'notice' is missing (expected: the id of a text in notices/)"),
                edit(
                        "kind: refuse",
                        "kind: brake",
                        "8:15: severity: brake stops a robot for everyone (expected: critical)",
                        "22:36: expect: 'refuse' (expected: allow or brake)",
                        "24:45: expect: 'refuse' (expected: allow or brake)"),
                edit(
                        "kind: refuse",
                        "kind: mask",
                        "17:34: notice: mask says nothing to the citizen (expected: no notice)",
                        "22:36: expect: 'refuse' (expected: allow or mask)",
                        "24:45: expect: 'refuse' (expected: allow or mask)"),
                edit(
                        "mode: enforce",
                        "mode: canary\n    canary: {percent: 0}",
                        "19:23: percent: 0 (expected: a whole number from 1 to 99)"),
                edit("mode: enforce", "level: 5", "18:12: level: 5 (expected: a whole number from 1 to 4)"),
                edit(
                        "mode: enforce",
                        "layers: [pinyn]",
                        "18:14: layers: 'pinyn' (expected: split, pinyin) (did you mean 'pinyin'?)"),
                edit(
                        "owner: 测试局",
                        "minEngine: 99.1",
                        "3:63: minEngine: 99.1 (expected: at most 0.1.0, which runs here)"),
                edit(
                        "onFailure: closed",
                        "onFailure: close",
                        "19:16: onFailure: 'close' (expected: closed, open, escalate) (did you mean 'closed'?)"),
                edit("2027-06-30", "2027-13-30", "20:15: reviewBy: 2027-13-30 (expected: a day such as 2027-06-30)"),
                edit(
                        "我批准。\", expect: allow",
                        "我批准。\", expect: refuse",
                        "22:7: tests: none expects allow (expected: at least one match and one allow)"),
                edit(
                        "我批准了。\", expect: refuse",
                        "我批准了。\", expect: mask",
                        "22:36: expect: 'mask' (expected: allow or refuse)"),
                edit(
                        "say: \"由工作人员说我批准。\"",
                        "say: \"说我批准。\"",
                        "23:9: test of JH-3110: in an answer the rule matches (expected: allow)"),
                edit(
                        "say: \"您的申请我批准了。\"",
                        "say: \"您的申请\"",
                        "22:9: test of JH-3110: in an answer the rule does not match (expected: refuse)"),
                edit("stream: [", "say: x, stream: [", "24:9: a test has either 'say' or 'stream'"),
                edit(
                        "tests:\n",
                        "tests: []\n    more:\n",
                        "21:12: tests: none stands with the rule (expected: at least one match and one allow)",
                        "22:5: unknown key 'more' (did you mean 'mode'?)"),
                edit("rules:\n", "rules: []\nothers:\n", "4:8: no rules", "5:1: unknown key 'others'"));
    }

    @ParameterizedTest
    @MethodSource
    void broken(String from, String to, List<String> expected) {
        assertThat(SOUND).contains(from);
        assertThat(problems(folder(SOUND.replace(from, to), WORDS)))
                .extracting(problem -> problem.toString().replace("rules/a.yaml:", ""))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aListNamesItsOwnLines() {
        assertThat(problems(folder(SOUND, "同意发放\n罚\n\t类别\n")))
                .extracting(Problem::toString)
                .containsExactly(
                        "lists/words.txt:2:1: phrase: '罚' is one character (expected: two or more to refuse or escalate)",
                        "lists/words.txt:3:1: a category without words (expected: words, a tab, a category)");
        assertThat(problems(folder(SOUND, "# nothing\n")))
                .extracting(Problem::toString)
                .containsExactly("lists/words.txt:0:0: no entries (expected: one a line)");
    }

    @Test
    void idsAreUniqueOverAllFiles() {
        Folder folder = Folders.of("rules/a.yaml", SOUND, "rules/b.yaml", SOUND, "lists/words.txt", WORDS);
        assertThat(problems(folder))
                .extracting(Problem::toString)
                .containsExactly("rules/b.yaml:5:9: id: 'JH-3110' is taken at rules/a.yaml:5");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        String text = SOUND.replace("severity: high", "severity: x").replace("mode: enforce", "mode: x");
        Folder folder =
                Folders.of("rules/a.yaml", text, "rules/b.yaml", "a: [", "rules/c.yml", "", "lists/words.txt", WORDS);
        assertThat(problems(folder))
                .extracting(Problem::file)
                .containsExactly("rules/a.yaml", "rules/a.yaml", "rules/b.yaml", "rules/c.yml");
    }

    @Test
    void aGuardThatLetsTheBeginningOfAMatchGoFailsTheTest() {
        Problems problems = new Problems();
        assertThat(Rulebook.compile(folder(SOUND, WORDS), "decision"::equals, TODAY, new NaiveEngine(true), problems))
                .isEmpty();
        assertThat(problems.list().getLast().message())
                .isEqualTo("test of JH-3110: in an answer 5 characters of the match were let go before it was found"
                        + " (expected: none)");
    }

    @ParameterizedTest
    @MethodSource
    void senseless(String rule, String message) {
        assertThat(problems(Folders.of("rules/a.yaml", Folders.set(rule))))
                .extracting(Problem::message)
                .contains(message);
    }

    static Stream<Arguments> senseless() {
        String always = "identifiers in a question are always masked (expected: ";
        String kind = "match: {identifier: mobile}";
        return Stream.of(
                Arguments.of(
                        Folders.rule("JH-1000", "tool_call", "low", "词语", "{kind: answer, notice: decision}", ""),
                        "kind: answer makes no sense at tool_call (expected: observe, mask, refuse or escalate)"),
                Arguments.of(
                        Folders.rule("JH-1000", "tool_result", "low", "词语", "{kind: disclose, notice: decision}", ""),
                        "kind: disclose makes no sense at tool_result (expected: observe, mask, refuse or escalate)"),
                Arguments.of(
                        Folders.rule("JH-1000", "input", "low", "词语", "{kind: observe}", "")
                                .replace("match: {phrase: 词语}", kind),
                        "action: " + always + "kind mask, or other matchers beside them in 'all')"),
                Arguments.of(
                        Folders.rule("JH-1000", "input", "low", "词语", "{kind: mask}", "mode: shadow")
                                .replace("match: {phrase: 词语}", kind),
                        "mode: " + always + "enforce)"),
                Arguments.of(
                        Folders.rule("JH-1000", "input", "low", "词语", "{kind: mask}", ""),
                        "action: only identifiers are hidden from the model, and always"
                                + " (expected: stages output and tool_call, or refuse)"),
                Arguments.of(
                        Folders.rule("JH-1000", "input", "low", "词语", "{kind: mask}", "scope: {robots: [A]}")
                                .replace("match: {phrase: 词语}", kind),
                        "scope: " + always + "no scope)"));
    }

    private static Arguments edit(String from, String to, String... expected) {
        return Arguments.of(from, to, List.of(expected));
    }

    private static Folder folder(String rules, String words) {
        return Folders.of("rules/a.yaml", rules, "lists/words.txt", words);
    }

    private static List<Problem> problems(Folder folder) {
        Problems problems = new Problems();
        assertThat(compile(folder, problems)).isEmpty();
        return problems.list();
    }

    private static java.util.Optional<Rulebook> compile(Folder folder, Problems problems) {
        return Rulebook.compile(folder, "decision"::equals, TODAY, new NaiveEngine(false), problems);
    }
}
