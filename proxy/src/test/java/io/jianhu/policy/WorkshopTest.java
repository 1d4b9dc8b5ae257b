package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is made again when a policy changes, and that nothing of the old one lives on in the new one. */
class WorkshopTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final String LISTED = """
            apiVersion: jianhu/v1
            kind: RuleSet
            metadata: {name: many, ids: JH-9900..JH-9999}
            rules:
              - id: JH-9901
                title: {zh: 许多词}
                severity: high
                stage: [input, output]
                match: {list: lists/many.txt}
                action: {kind: refuse, notice: refuse}
                tests: [{say: 说词7号, expect: refuse}, {say: 说单词8号, expect: allow}]
            """;
    private static final String ORDINARY =
            Folders.set(Folders.rule("JH-1001", "input, output", "high", "普通的词", "{kind: refuse, notice: refuse}", ""));

    private final Counting engine = new Counting(new ArrayList<>(), new ArrayList<>());
    private final Workshop workshop = new Workshop(engine);
    private final Map<String, String> files = new TreeMap<>(
            Map.of("lists/many.txt", words(6_000), "rules/many.yaml", LISTED, "rules/ordinary.yaml", ORDINARY));

    private static String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 8 ? "词8型\n" : "词" + i + "号\n");
        }
        return words.toString();
    }

    @Test
    void anEditElsewhereLeavesTheListAsItWasLaidOut() {
        Rulebook before = accepted();
        engine.laidOut().clear();
        files.put("rules/ordinary.yaml", ORDINARY.replace("普通的词", "另外的词"));
        Rulebook after = accepted();
        assertThat(engine.laidOut()).doesNotContain("JH-9901").contains("JH-1001");
        assertThat(listed(after, Side.QUESTION))
                .isEqualTo(listed(before, Side.QUESTION))
                .isNotEmpty();
        assertThat(found(after, "说词5999号，另外的词，普通的词")).containsExactlyInAnyOrder("JH-9901", "JH-1001");
        assertThat(found(after, "普通的词")).isEmpty();
        assertThat(found(before, "普通的词")).containsExactly("JH-1001");
    }

    @Test
    void aCommentMakesNothingAgainAndReadsNoTest() {
        accepted();
        engine.laidOut().clear();
        engine.read().clear();
        files.merge("rules/many.yaml", "# a comment\n", (text, comment) -> comment + text);
        files.merge("rules/ordinary.yaml", "# a comment\n", (text, comment) -> comment + text);
        Rulebook after = accepted();
        assertThat(engine.laidOut()).isEmpty();
        assertThat(engine.read()).isEmpty();
        assertThat(after.rules()).extracting(Rule::line).containsOnly(6);
    }

    @Test
    void aWordThatWasAddedIsFoundAndOneThatWasRemovedIsNot() {
        Rulebook before = accepted();
        engine.laidOut().clear();
        engine.read().clear();
        files.put("lists/many.txt", words(6_000).replace("词4321号", "新的一个"));
        Rulebook after = accepted();
        assertThat(engine.laidOut()).containsExactly("JH-9901");
        assertThat(engine.read()).containsOnly("说词7号", "说单词8号");
        assertThat(found(after, "这里有新的一个")).containsExactly("JH-9901");
        assertThat(found(after, "说词4321号")).isEmpty();
        assertThat(found(before, "说词4321号")).containsExactly("JH-9901");
        assertThat(found(before, "这里有新的一个")).isEmpty();
    }

    @Test
    void aWordThatBreaksATestInAnotherFileIsRefusedAndLeavesNoTrace() {
        Rulebook before = accepted();
        files.put("lists/many.txt", words(6_000).replace("词8型", "词8号"));
        assertThat(refused())
                .containsExactly(
                        "rules/many.yaml:11:42: test of JH-9901: in a question the rule matches (expected: allow)");
        engine.laidOut().clear();
        files.put("lists/many.txt", words(6_000));
        Rulebook after = accepted();
        assertThat(engine.laidOut()).isEmpty();
        assertThat(after.guards(Side.ANSWER)).isEqualTo(before.guards(Side.ANSWER));
        assertThat(found(after, "说词8号")).isEmpty();
    }

    @Test
    void aTestIsJudgedByWhatItExpectsNow() {
        accepted();
        files.put("rules/ordinary.yaml", ORDINARY.replace("{say: 无关的话, expect: allow}", """
                {say: 无关的话, expect: allow}
                  - {say: 一句普通的词话, expect: allow}""".indent(4)
                .strip()));
        assertThat(refused()).singleElement().asString().contains("test of JH-1001: in a question the rule matches");
    }

    @Test
    void anExceptionThatBreaksATestIsRefused() {
        accepted();
        files.put("exceptions/one.yaml", """
                apiVersion: jianhu/v1
                kind: Exceptions
                items:
                  - {id: EX-0031, rules: [JH-9901], when: {phrase: 词7号}, reason: 试验, owner: 测试局, expires: 2026-12-31}
                """);
        assertThat(refused()).anySatisfy(problem -> assertThat(problem).contains("test of JH-9901"));
    }

    @Test
    void testsRunAgainOnAnotherDay() {
        accepted();
        engine.read().clear();
        assertThat(compile(TODAY.plusDays(1), new Problems())).isPresent();
        assertThat(engine.read()).contains("说词7号", "一句普通的词话");
    }

    @Test
    void whatTheLastRevisionDidNotNeedIsForgotten() {
        accepted();
        String list = files.remove("lists/many.txt");
        String rules = files.remove("rules/many.yaml");
        Rulebook without = accepted();
        assertThat(found(without, "说词5号")).isEmpty();
        engine.laidOut().clear();
        files.put("lists/many.txt", list);
        files.put("rules/many.yaml", rules);
        assertThat(found(accepted(), "说词5号")).containsExactly("JH-9901");
        assertThat(engine.laidOut()).containsExactly("JH-9901");
    }

    private Rulebook accepted() {
        Problems problems = new Problems();
        return compile(TODAY, problems).orElseThrow(() -> new AssertionError(problems.list()));
    }

    private List<String> refused() {
        Problems problems = new Problems();
        assertThat(compile(TODAY, problems)).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }

    private Optional<Rulebook> compile(LocalDate today, Problems problems) {
        List<String> flat = new ArrayList<>();
        files.forEach((path, text) -> flat.addAll(List.of(path, text)));
        Folder folder = Folders.of(flat.toArray(String[]::new));
        return workshop.compile(folder, notice -> true, today, problems);
    }

    private static List<Guard> listed(Rulebook rulebook, Side side) {
        return rulebook.guards(side).stream()
                .filter(guard -> guard.mayFind("JH-9901"))
                .toList();
    }

    private static Set<String> found(Rulebook rulebook, String text) {
        Set<String> rules = new TreeSet<>();
        for (Guard guard : rulebook.guards(Side.QUESTION)) {
            Guard.Watch watch = guard.watch(Side.QUESTION);
            watch.read(text, finding -> rules.add(finding.rule()));
            watch.end(finding -> rules.add(finding.rule()));
        }
        return rules;
    }

    /**
     * The engine of the house, watched.
     *
     * @param laidOut the rules that guards were made for
     * @param read the texts that guards began to read
     */
    private record Counting(List<String> laidOut, List<String> read) implements Engine {
        private static final Engine HOUSE = new HouseEngine();

        @Override
        public Optional<String> problem(Matcher matcher) {
            return HOUSE.problem(matcher);
        }

        @Override
        public Optional<String> problem(Clue clue) {
            return HOUSE.problem(clue);
        }

        @Override
        public int holdBack(Clue clue) {
            return HOUSE.holdBack(clue);
        }

        @Override
        public List<Guard> guards(List<Clue> clues) {
            clues.forEach(clue -> laidOut.add(clue.rule()));
            return HOUSE.guards(clues).stream().map(this::watched).toList();
        }

        private Guard watched(Guard guard) {
            return new Guard() {
                @Override
                public Watch watch(Side side) {
                    Watch watch = guard.watch(side);
                    return new Watch() {
                        @Override
                        public int read(CharSequence text, java.util.function.Consumer<io.jianhu.chat.Finding> report) {
                            read.add(text.toString());
                            return watch.read(text, report);
                        }

                        @Override
                        public void end(java.util.function.Consumer<io.jianhu.chat.Finding> report) {
                            watch.end(report);
                        }
                    };
                }

                @Override
                public boolean mayFind(String rule) {
                    return guard.mayFind(rule);
                }
            };
        }

        @Override
        public Set<String> kinds() {
            return HOUSE.kinds();
        }

        @Override
        public Guard identifiers(Map<String, Named> rules) {
            return HOUSE.identifiers(rules);
        }

        @Override
        public int widestIdentifier() {
            return HOUSE.widestIdentifier();
        }
    }
}
