package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id that was given once is never given again. */
class IdLedgerTest {
    private static final String ACTION = "{kind: observe}";
    private static final String FIRST = Folders.rule("JH-1000", "input", "info", "一一", ACTION, "");
    private static final String SECOND =
            Folders.rule("JH-1001", "input", "info", "二二", ACTION, "").replace("zh: 试验", "zh: 第一句。第二句。");

    private final Problems problems = new Problems();

    private Optional<Rulebook> compile(String ledger, String... rules) {
        return Rulebook.compile(
                Folders.of("rules/a.yaml", Folders.set(rules), "ids.tsv", ledger),
                id -> true,
                LocalDate.EPOCH,
                new NaiveEngine(false),
                problems);
    }

    private Rulebook rulebook(String ledger, String... rules) {
        return compile(ledger, rules)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    @Test
    void rulesAreEnteredAndThoseThatAreGoneAreRetired() {
        Rulebook before = rulebook("JH-1000\tactive\t旧题\nJH-0900\tretired\t早已\nJH-0950\tactive\t没了\n", SECOND, FIRST);
        assertThat(before.warnings(LocalDate.EPOCH))
                .extracting(Problem::toString)
                .containsExactly(
                        "rules/a.yaml:5:1: JH-1001 is not in ids.tsv (expected: policy lint --record)",
                        "ids.tsv:0:0: JH-0950 is gone but not retired (expected: policy lint --record)");
        String recorded = before.recordedIds();
        assertThat(recorded.lines().skip(1))
                .containsExactly(
                        "JH-0900\tretired\t早已", "JH-0950\tretired\t没了", "JH-1000\tactive\t试验", "JH-1001\tactive\t第一句");
        Rulebook after = rulebook(recorded, SECOND, FIRST);
        assertThat(after.warnings(LocalDate.EPOCH)).isEmpty();
        assertThat(after.recordedIds()).isEqualTo(recorded);
    }

    @Test
    void aRetiredIdIsNotGivenAgain() {
        assertThat(compile("# ids\nJH-1000\tretired\t旧题\n", FIRST)).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("rules/a.yaml:5:9: id: 'JH-1000' was retired (ids.tsv:2) and is not given again"
                        + " (expected: a new id)");
    }

    @Test
    void withoutALedgerNobodyIsWarned() {
        Rulebook rulebook = ForceTest.rulebook("", FIRST);
        assertThat(rulebook.warnings(LocalDate.EPOCH)).isEmpty();
        assertThat(rulebook.recordedIds()).endsWith("JH-1000\tactive\t试验\n");
    }

    @ParameterizedTest
    @CsvSource({
        "JH-1000, 'not an entry (expected: an id, a tab, active or retired, a tab, a title)'",
        "x~active~t, 'not an entry (expected: an id, a tab, active or retired, a tab, a title)'",
        "JH-1000~gone~t, 'not an entry (expected: an id, a tab, active or retired, a tab, a title)'",
    })
    void entriesAreChecked(String line, String message) {
        assertThat(compile(line.replace('~', '\t'), FIRST)).isEmpty();
        assertThat(problems.list()).extracting(Problem::toString).containsExactly("ids.tsv:1:1: " + message);
    }

    @Test
    void anIdStandsOnce() {
        compile("JH-1000\tactive\ta\nJH-1000\tactive\tb\n", FIRST);
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("ids.tsv:2:1: 'JH-1000' stands already in line 1");
    }
}
