package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.guard.Condition;
import io.jianhu.guard.Matcher;
import io.jianhu.guard.WordBase;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.source.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which condition is meant by what stands under match and unless. */
class ConditionTest {
    private static final Folder FOLDER = Folders.of(
            "lists/words.txt", "丙\t类\n# 注\n丁\n", "exemplars/x.jsonl", "{\"text\": \"例一\", \"label\": [1]}\n\n\"例二\"\n");
    private static final Matcher A = new Matcher.Phrase("甲甲");
    private static final Matcher B = new Matcher.Phrase("乙乙");

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("match: {phrase: 甲甲}", A),
                Arguments.of("match: [{phrase: 甲甲}, {phrase: 乙乙}]", new Condition.Any(List.of(A, B))),
                Arguments.of("match: {any: [{phrase: [甲甲, 乙乙]}]}", new Condition.Any(List.of(A, B))),
                Arguments.of(
                        "match: {all: [{phrase: 甲甲}, {any: [{phrase: 乙乙}, {regex: '丙{2}'}]}]}",
                        new Condition.All(
                                List.of(A, new Condition.Any(List.of(B, new Matcher.Expression("丙{2}")))), List.of())),
                Arguments.of(
                        "match: {any: [{phrase: 甲甲}, {all: [{phrase: 乙乙}, {list: lists/words.txt}]}]}",
                        new Condition.Any(List.of(
                                A,
                                new Condition.All(
                                        List.of(B, new Matcher.Listed(WordBase.of(List.of("丙", "丁")))), List.of())))),
                Arguments.of(
                        "{match: {phrase: 甲甲}, unless: [{phrase: 乙乙}, {near: {any: 丙, within: 3}}]}",
                        new Condition.All(List.of(A), List.of(B, new Matcher.Context(List.of("丙"), 3)))),
                Arguments.of(
                        "match: {all: [{phrase: 甲甲}, {near: {any: [丙, 丁], within: 3}}, {not: [{phrase: 乙乙}]}]}",
                        new Condition.All(List.of(A, new Matcher.Context(List.of("丙", "丁"), 3)), List.of(B))),
                Arguments.of("match: {near: {all: [丙, 丁], within: 5}}", new Matcher.Near(List.of("丙", "丁"), 5, false)),
                Arguments.of(
                        "match: {near: {all: [丙, 丁], within: 5, ordered: true}}",
                        new Matcher.Near(List.of("丙", "丁"), 5, true)),
                Arguments.of("match: {length: 9}", new Matcher.Length(9)),
                Arguments.of("match: {length: {over: 9}}", new Matcher.Length(9)),
                Arguments.of(
                        "match: {encoding: [base64, morse]}",
                        new Matcher.Encoding(Set.of(Matcher.Encoding.Form.BASE64, Matcher.Encoding.Form.MORSE))),
                Arguments.of(
                        "match: {similar: {to: exemplars/x.jsonl}}", new Matcher.Similar(List.of("例一", "例二"), 0.83)),
                Arguments.of(
                        "match: {similar: {to: exemplars/x.jsonl, min: .9}}",
                        new Matcher.Similar(List.of("例一", "例二"), 0.9)));
    }

    @ParameterizedTest
    @MethodSource
    void written(String rule, Condition meant) {
        Reading reading = new Reading(rule, OnFailure.CLOSED, true);
        assertThat(reading.problems.list()).isEmpty();
        assertThat(reading.condition).contains(meant);
        assertThat(reading.reader.claims()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OnFailure.class)
    void withoutAJudgeTheRuleFollowsItsOnFailure(OnFailure onFailure) {
        boolean matches = onFailure != OnFailure.OPEN;
        assertThat(new Reading("match: {all: [{phrase: 甲甲}, {judge: 是吗}]}", onFailure, true).condition)
                .contains(new Condition.All(List.of(A, new Matcher.Judge("是吗", matches)), List.of()));
    }

    @Test
    void anIdentifierAloneNamesTheHidingAndBesideOthersIsLookedFor() {
        Reading alone = new Reading("match: [{identifier: mobile}, {phrase: 甲甲}]", OnFailure.CLOSED, true);
        assertThat(alone.reader.claims()).containsExactly("mobile");
        assertThat(alone.condition).contains(A);
        Reading beside = new Reading("match: {all: [{identifier: mobile}, {phrase: 甲甲}]}", OnFailure.CLOSED, true);
        assertThat(beside.reader.claims()).isEmpty();
        assertThat(beside.condition)
                .hasValueSatisfying(condition -> assertThat(((Condition.All) condition).of())
                        .hasSize(2)
                        .first()
                        .isInstanceOfSatisfying(
                                Matcher.Found.class,
                                found -> assertThat(found.holdBack()).isEqualTo(11)));
        assertThat(new Reading("match: {identifier: mobile}", OnFailure.CLOSED, false).condition)
                .hasValueSatisfying(condition -> assertThat(condition).isInstanceOf(Matcher.Found.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{all: [{phrase: 甲甲}, {phrase: 乙, near: {any: [丙], within: 3}}]}",
                "{any: [{near: {any: [丙], within: 3}}]}",
                "{all: [{near: {any: [丙], within: 3}}]}",
                "{any: []}",
                "[]",
                "{}",
                "甲甲",
                "{phrase: {a: b}}",
                "{all: [{phrase: 甲甲}], phrase: 乙}",
                "{all: [{phrase: 甲甲}, {not: {judge: 是吗}}]}",
                "{all: [{phrase: 甲甲}, {not: {all: [{phrase: 乙乙}]}}]}",
                "{all: [{not: {phrase: 甲甲}, phrase: 乙}]}",
                "{similar: {to: exemplars/y.jsonl}}",
                "{similar: {min: 0.5}}",
                "{judge: {question: ''}}",
                "{length: {over: x}}",
                "{encoding: []}"
            })
    void nonsenseIsRefused(String match) {
        Reading reading = new Reading("match: " + match, OnFailure.CLOSED, true);
        assertThat(reading.problems.list()).as(match).isNotEmpty();
        assertThat(reading.problems.list()).allMatch(problem -> problem.line() == 1 && problem.column() > 0);
    }

    @Test
    void exemplarsNameTheirOwnLines() {
        Problems problems = new Problems();
        Exemplars.read(
                Folders.of(
                        "exemplars/a.jsonl",
                        "\"好\"\nx\n{\"label\": 1}\n[\"一\"]\n\"\"\n\"a\" \"b\"\n\"" + "长".repeat(1001) + "\"\n",
                        "exemplars/b.jsonl",
                        "\n"),
                problems);
        assertThat(problems.list())
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly(
                        "exemplars/a.jsonl:2",
                        "exemplars/a.jsonl:3",
                        "exemplars/a.jsonl:4",
                        "exemplars/a.jsonl:5",
                        "exemplars/a.jsonl:6",
                        "exemplars/a.jsonl:7",
                        "exemplars/b.jsonl:0");
    }

    /** One reading of what stands under match and unless. */
    private static final class Reading {
        final Problems problems = new Problems();
        final MatchReader reader;
        final Optional<Condition> condition;

        Reading(String rule, OnFailure onFailure, boolean claims) {
            reader = new MatchReader(
                    new MatcherReader(
                            new NaiveEngine(false),
                            Library.read(FOLDER, Recall.none(LocalDate.EPOCH), problems),
                            problems,
                            new MatcherReader.Terms(true, claims, onFailure)),
                    problems);
            condition = Yaml.read("rule", rule.getBytes(StandardCharsets.UTF_8), problems)
                    .flatMap(value -> reader.read(Fields.of(value, problems)));
        }
    }
}
