package io.jianhu.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.policy.Folders;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Rulebook;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.Optional;

/** Policy folders of a rule set and a {@code measures.yaml}, and what becomes of them. */
final class Sheets {
    /** JH-1001 is enforced, JH-1002 in shadow, JH-1003 off; each rests on what is given. */
    private static final String RULES = """
            apiVersion: jianhu/v1
            kind: RuleSet
            metadata: {name: trial, ids: JH-1000..JH-1999, owner: 测试局}
            rules:
              - {id: JH-1001, title: {zh: 拦的, en: Enforced}, severity: low, stage: [output], basis: [FIRST],
                 match: {phrase: 天地玄黄}, action: {kind: refuse, notice: refuse},
                 tests: [{say: 天地玄黄, expect: refuse}, {say: 日月盈昃, expect: allow}]}
              - {id: JH-1002, title: {zh: 只记的}, severity: low, stage: [output], mode: shadow, basis: [SECOND],
                 match: {phrase: 宇宙洪荒}, action: {kind: refuse, notice: refuse},
                 tests: [{say: 宇宙洪荒, expect: refuse}, {say: 日月盈昃, expect: allow}]}
              - {id: JH-1003, title: {zh: 关着的}, severity: low, stage: [output], mode: 'off',
                 match: {phrase: 寒来暑往}, action: {kind: refuse, notice: refuse},
                 tests: [{say: 寒来暑往, expect: refuse}, {say: 日月盈昃, expect: allow}]}
            """;

    private Sheets() {}

    /** A file of one instrument, 试验法, whose clauses are given as the lines of their mappings. */
    static String measures(String... clauses) {
        StringBuilder text = new StringBuilder("""
                apiVersion: jianhu/v1
                kind: Measures
                instruments:
                  - title: {zh: 试验法, en: Trial Act}
                    names: [《试》]
                    clauses:
                """);
        for (String clause : clauses) {
            text.append("      - ")
                    .append(clause.strip().replace("\n", "\n        "))
                    .append('\n');
        }
        return text.toString();
    }

    /** A clause with all that every clause needs, and more lines. */
    static String clause(String ref, String more) {
        return """
                ref: %s
                title: {zh: 题目, en: Title}
                asks: {zh: 要求, en: Request}
                mark: verified
                %s""".formatted(ref, more);
    }

    static Folder folder(String measures) {
        return folder(measures, "", "");
    }

    /**
     * A folder whose rules rest on something.
     *
     * @param first the bases of JH-1001, as items of a list
     * @param second those of JH-1002
     */
    static Folder folder(String measures, String first, String second) {
        return Folders.of(
                "measures.yaml",
                measures,
                "rules/a.yaml",
                RULES.replace("FIRST", first).replace("SECOND", second));
    }

    /** The rules of a folder, which must compile. */
    static List<Rule> rules(Folder folder) {
        Problems problems = new Problems();
        return Rulebook.compile(folder, id -> true, problems)
                .orElseThrow(() -> new AssertionError(problems.list()))
                .rules();
    }

    static Matrix matrix(Folder folder) {
        Problems problems = new Problems();
        return Matrix.compile(folder, Optional.of(rules(folder)), problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
    }

    static List<String> problems(Folder folder) {
        Problems problems = new Problems();
        assertThat(Matrix.compile(folder, Optional.of(rules(folder)), problems).isPresent())
                .isEqualTo(problems.isEmpty());
        return problems.list().stream().map(Object::toString).toList();
    }
}
