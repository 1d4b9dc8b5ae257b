package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that want to use up the stack, the memory or the time are refused with a plain word, soon. */
class HostileFilesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RULE = Folders.rule("JH-1000", "input", "high", "词语", "{kind: refuse, notice: n}", "");

    private static List<String> problems(String... files) {
        return Assertions.assertTimeoutPreemptively(SOON, () -> {
            Problems problems = new Problems();
            Optional<Rulebook> rulebook =
                    Rulebook.compile(Folders.of(files), id -> true, LocalDate.EPOCH, new HouseEngine(), problems);
            assertThat(rulebook.isEmpty()).isNotEqualTo(problems.isEmpty());
            return problems.list().stream().map(Problem::toString).toList();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void deepNesting(String level) {
        assertThat(problems("rules/a.yaml", level.repeat(1_000_000)))
                .hasSize(1)
                .first()
                .asString()
                .contains("nested deeper than 32 levels");
    }

    @Test
    void aBombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertThat(problems("rules/a.yaml", bomb.toString()))
                .containsExactly("rules/a.yaml:2:10: anchors and aliases are not accepted");
    }

    @Test
    void millionsOfValues() {
        assertThat(problems("rules/a.yaml", "a: [" + "x,".repeat(2_000_000) + "]"))
                .containsExactly("rules/a.yaml:1:799999: more than 400000 values");
    }

    @Test
    void aListOfFiftyMegabytes() {
        assertThat(problems(
                        "rules/a.yaml", Folders.set(RULE), "lists/w.txt", "一二三四五六七八九\n".repeat(50 * 1024 * 1024 / 28)))
                .hasSize(1)
                .first()
                .asString()
                .contains("lists/w.txt:0:0: list of ", "(expected: at most 16777216)");
    }

    @Test
    void aListOfMillionsOfEntries() {
        assertThat(problems("rules/a.yaml", Folders.set(RULE), "lists/w.txt", "ab\n".repeat(5_000_000)))
                .containsExactly("lists/w.txt:250001:1: more than 250000 entries");
        assertThat(problems("rules/a.yaml", Folders.set(RULE), "lists/w.txt", "\tab\n".repeat(4_000_000)))
                .hasSize(21);
    }

    @Test
    void aWordOfTenThousandCharacters() {
        String word = "字".repeat(10_000);
        List<String> problems = problems(
                "rules/a.yaml",
                Folders.set(RULE.replace("{phrase: 词语}", "[{phrase: 词语}, {list: lists/w.txt}]")),
                "lists/w.txt",
                word);
        assertThat(problems)
                .containsExactly("lists/w.txt:1:1: phrase: phrase of 10000 characters (expected: at most 500)");
        assertThat(problems("rules/a.yaml", Folders.set(RULE.replace("high", word))))
                .isNotEmpty()
                .allMatch(problem -> problem.length() < 11_000);
    }

    @Test
    void aListOfBadEntriesIsNotRepeatedForEver() {
        assertThat(problems(
                        "rules/a.yaml",
                        Folders.set(RULE.replace("{phrase: 词语}", "[{phrase: 词语}, {list: lists/w.txt}]")),
                        "lists/w.txt",
                        "一\n".repeat(200_000)))
                .hasSize(21)
                .last()
                .isEqualTo("lists/w.txt:21:1: read no further because of the problems before");
    }

    @Test
    void aHundredThousandRules() {
        Supplier<String> file = () -> {
            StringBuilder text =
                    new StringBuilder(Folders.set(RULE).replace("JH-1000..JH-1999", "JH-1000..JH-99999999"));
            for (int i = 0; i < 12_000; i++) {
                text.append("  - {id: JH-").append(2000 + i).append(", title: {zh: 一}}\n");
            }
            return text.toString();
        };
        String one = file.get();
        String[] files = new String[18];
        for (int i = 0; i < 9; i++) {
            files[2 * i] = "rules/" + i + ".yaml";
            files[2 * i + 1] = one.replace("JH-2", "JH-" + (i + 1) + "2");
        }
        assertThat(problems(files)).anyMatch(problem -> problem.endsWith("more than 20000 rules"));
    }

    @Test
    void manyMegabytesOfRules() {
        String comment = Folders.set(RULE) + "# " + "x".repeat(3 << 20);
        String[] files = new String[24];
        for (int i = 0; i < 12; i++) {
            files[2 * i] = "rules/" + i + ".yaml";
            files[2 * i + 1] = comment;
        }
        assertThat(problems(files)).hasSize(1).first().asString().startsWith("rules:0:0: files of ");
    }
}
