package io.jianhu.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.policy.Folders;
import io.jianhu.policy.Rule;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a matrix refuses, joins and calls a hole. */
class MatrixTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [JH-1101] | 11:17: rules: 'JH-1101' stands in no rule set (did you mean 'JH-1001'?)",
                "rules: [JH-1001, JH-1001] | 11:26: rules: 'JH-1001' stands here twice",
                "rules: [[JH-1001]] | 11:17: rules: a list (expected: one value)",
                "controls: [maskin] | 11:20: controls: 'maskin' (expected: registry, *) (did you mean 'masking'?)",
                "controls: [audit, audit] | 11:27: controls: 'audit' stands here twice",
                "tests: [Some.java] | 11:17: tests: 'Some.java' (expected: a test class such as DisclosureTest, *)",
                "leaves: {zh: 只有中文} | 11:17: 'en' is missing",
                "contols: [audit] | 11:9: unknown key 'contols' (did you mean 'controls'?)",
                "'' | 7:14: '第1条' is claimed without rule and control (expected: rules, controls, or notClaimed with the reason)",
            })
    void refuses(String more, String expected) {
        List<String> problems = Sheets.problems(Sheets.folder(Sheets.measures(Sheets.clause("第1条", more))));
        assertThat(problems).anyMatch(problem -> matches(problem, "measures.yaml:" + expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mark: verified | mark: verifed | 10:15: mark: 'verifed' (expected: verified, verified-copy, secondary, own-reading) (did you mean 'verified'?)",
                "mark: verified | tests: [ATest] | 7:9: 'mark' is missing (expected: verified, verified-copy, secondary, own-reading)",
                "title: {zh: 题目, en: Title} | tests: [ATest] | 7:9: 'title' is missing (expected: {zh: …, en: …})",
                "ref: 第1条 | ref: '' | 7:14: ref: empty (expected: a text)",
                "zh: 要求 | zh: 「要求」 | *: asks: quotes 「…」 of a clause that is not verified (expected: our own words)",
                "names: [《试》] | names: [试验法] | 5:13: '试验法' is an instrument at line 4 already",
                "kind: Measures | kind: Mesures | 2:7: kind: 'Mesures' (expected: Measures) (did you mean 'Measures'?)",
            })
    void refusesAnEdit(String was, String becomes, String expected) {
        String sound = Sheets.measures(Sheets.clause("第1条", "controls: [audit]"));
        assertThat(Sheets.problems(Sheets.folder(sound))).isEmpty();
        String edited = sound.replace(was, becomes);
        assertThat(edited).isNotEqualTo(sound);
        String marked = becomes.contains("「") ? edited.replace("verified", "secondary") : edited;
        assertThat(Sheets.problems(Sheets.folder(marked)))
                .anyMatch(problem -> matches(problem, "measures.yaml:" + expected));
    }

    @Test
    void onlyAVerifiedClauseIsQuoted() {
        String quoted = Sheets.clause("第1条", "controls: [audit]").replace("zh: 要求", "zh: 「要求」");
        assertThat(Sheets.problems(Sheets.folder(Sheets.measures(quoted)))).isEmpty();
        assertThat(Sheets.problems(Sheets.folder(Sheets.measures(quoted.replace("verified", "verified-copy")))))
                .hasSize(1);
    }

    @Test
    void aClauseStandsOnce() {
        String clause = Sheets.clause("第1条", "controls: [audit]");
        assertThat(Sheets.problems(Sheets.folder(Sheets.measures(clause, clause))))
                .containsExactly("measures.yaml:12:14: ref: '第1条' stands at line 7 already");
    }

    @Test
    void whatIsNotClaimedNamesNothing() {
        String both = "notClaimed: {zh: 由别人办, en: Others do it}\nrules: [JH-1001]\ncontrols: [audit]";
        assertThat(Sheets.problems(Sheets.folder(Sheets.measures(Sheets.clause("第1条", both)))))
                .containsExactly(
                        "measures.yaml:12:16: rules: stands beside notClaimed (expected: one or the other)",
                        "measures.yaml:13:19: controls: stands beside notClaimed (expected: one or the other)");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        String measures =
                Sheets.measures(Sheets.clause("第1条", "rules: [JH-1009]"), Sheets.clause("第2条", "controls: [bake]"));
        assertThat(Sheets.problems(Sheets.folder(measures))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void withoutRulesOnlyTheFormIsLookedAt() {
        Problems problems = new Problems();
        Folder folder = Sheets.folder(Sheets.measures(Sheets.clause("第1条", "rules: [JH-9999]\nmarc: 1")));
        assertThat(Matrix.compile(folder, Optional.empty(), problems)).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'marc'");
    }

    @Test
    void withoutAFileThereIsNoMatrixAndNoProblem() {
        Problems problems = new Problems();
        assertThat(Matrix.compile(Folders.of(), Optional.of(List.of()), problems))
                .isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void rulesJoinTheClauseThatTheyRestOn() {
        Matrix matrix = Sheets.matrix(Sheets.folder(
                Sheets.measures(
                        Sheets.clause("第1条", "rules: [JH-1001]"),
                        Sheets.clause("第1条第2款", "controls: [audit]"),
                        Sheets.clause("第11条", "controls: [audit]")),
                "{ref: 试验法 第1条}, {ref: 《试》第1条第2款}",
                "{ref: 《试》第1条第1款}, {ref: 试验法}"));
        assertThat(matrix.warnings()).isEmpty();
        Section section = matrix.sections().get(0);
        assertThat(section.rows())
                .extracting(row -> ids(row.named()) + ids(row.citing()))
                .containsExactly("[JH-1001][JH-1002]", "[][JH-1001]", "[][]");
        assertThat(ids(section.whole())).isEqualTo("[JH-1002]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "试验发 第1条 | rules/a.yaml:5: JH-1001: basis names an instrument that measures.yaml does not know: '试验发 第1条' (did you mean '试验法'?)",
                "试验法实施条例 第1条 | rules/a.yaml:5: JH-1001: basis names an instrument that measures.yaml does not know: *",
                "试验法 第2条 | rules/a.yaml:5: JH-1001: basis names a clause that measures.yaml does not know: '试验法 第2条' (did you mean '第1条'?)",
            })
    void warnsOfABasisThatNamesNothingKnown(String basis, String expected) {
        Matrix matrix = Sheets.matrix(
                Sheets.folder(Sheets.measures(Sheets.clause("第1条", "controls: [audit]")), "{ref: " + basis + "}", ""));
        assertThat(matrix.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(
                                matches(warning.file() + ":" + warning.line() + ": " + warning.message(), expected))
                        .as(warning.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [JH-1001]                                  | COVERED     | ''",
                "controls: [audit]                                 | COVERED     | ''",
                "'controls: [audit]\nleaves: {zh: 余, en: Rest}'    | PARTLY      | ''",
                "'notClaimed: {zh: 无, en: None}'                   | NOT_CLAIMED | ''",
                "rules: [JH-1002]                                  | HOLE        | JH-1002 is in shadow",
                "'rules: [JH-1003, JH-1001]\ncontrols: [audit]'     | HOLE        | JH-1003 is off",
            })
    void aClauseIsAHoleWhenWhatItRestsOnIsNotInForce(String more, Status status, String fault) {
        Matrix matrix = Sheets.matrix(Sheets.folder(Sheets.measures(Sheets.clause("第1条", more))));
        assertThat(matrix.rows()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(status);
            assertThat(row.faults()).extracting(Words::en).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
        });
        assertThat(matrix.holesRead()).isEqualTo(status == Status.HOLE ? 1 : 0);
        assertThat(matrix.warnings()).hasSize(status == Status.HOLE ? 1 : 0);
    }

    @Test
    void aClauseThatOnlyRulesInShadowRestOnIsAHole() {
        String clause = Sheets.clause("第1条", "").replace("verified", "own-reading");
        Matrix matrix = Sheets.matrix(Sheets.folder(Sheets.measures(clause), "", "{ref: 试验法 第1条}"));
        assertThat(matrix.count(Status.HOLE)).isOne();
        assertThat(matrix.holesRead()).isZero();
        assertThat(matrix.warnings())
                .extracting(Problem::toString)
                .containsExactly("measures.yaml:7:14: 试验法 第1条 is a hole: no rule in force and no control");
    }

    private static String ids(List<Rule> rules) {
        return rules.stream().map(Rule::id).toList().toString();
    }

    /** Whether a text is as expected, where {@code *} stands for anything. */
    private static boolean matches(String text, String expected) {
        String[] parts = expected.split("\\*", -1);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : "(?s:.*)").append(java.util.regex.Pattern.quote(parts[i]));
        }
        return text.matches(pattern.toString());
    }
}
