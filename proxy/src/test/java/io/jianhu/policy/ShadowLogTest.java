package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.source.Problems;
import io.jianhu.text.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShadowLogTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Rulebook rulebook = rulebook();

    private static Rulebook rulebook() {
        Problems problems = new Problems();
        return Rulebook.compile(
                        Folders.of(
                                "rules/trial.yaml",
                                Folders.set(
                                        Folders.rule(
                                                "JH-1001",
                                                "output",
                                                "high",
                                                "保证",
                                                "{kind: refuse, notice: n}",
                                                "mode: shadow"),
                                        Folders.rule(
                                                "JH-1002",
                                                "output",
                                                "low",
                                                "承诺",
                                                "{kind: refuse, notice: n}",
                                                "mode: shadow"),
                                        Folders.rule(
                                                "JH-1003", "output", "low", "姓名张三", "{kind: mask}", "mode: enforce"),
                                        Folders.rule(
                                                "JH-1004", "output", "low", "住在甲街", "{kind: mask}", "mode: shadow"))),
                        notice -> true,
                        problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    private static Finding finding(String rule, String text, String words) {
        int start = text.indexOf(words);
        return new Finding(rule, Side.ANSWER, new Span(start, start + words.length()), Severity.HIGH);
    }

    private List<Sighting> sighting(String text, Finding... findings) {
        Map<Boolean, List<Finding>> found = Stream.of(findings)
                .collect(Collectors.partitioningBy(finding -> rulebook.rules().stream()
                        .anyMatch(rule -> rule.id().equals(finding.rule()) && rule.mode() == Mode.SHADOW)));
        Ruling ruling =
                new Ruling(new Verdict.Mask(found.getOrDefault(false, List.of())), found.getOrDefault(true, List.of()));
        return Sighting.in(text, ruling, rulebook).stream().toList();
    }

    @Test
    void itCountsByRuleAndRobotAndKeepsTheNewestSamples() {
        ShadowLog log = new ShadowLog(now::get);
        for (int i = 0; i < 7; i++) {
            now.set(NOON.plusSeconds(i));
            String text = "第" + i + "件，保证办好，一定保证";
            log.saw(
                    rulebook,
                    "FT-001",
                    i == 6 ? Decision.REFUSE : Decision.ALLOW,
                    sighting(text, finding("JH-1001", text, "保证"), finding("JH-1001", text, "保证")));
        }
        log.saw(rulebook, "FT-002", Decision.ALLOW, sighting("承诺", finding("JH-1002", "承诺", "承诺")));
        ShadowReport report = log.report();
        assertThat(report.since()).isEqualTo(NOON);
        assertThat(report.rows()).extracting(ShadowReport.Row::rule).containsExactly("JH-1001", "JH-1002");
        ShadowReport.Row row = report.rows().getFirst();
        assertThat(row.robot()).isEqualTo("FT-001");
        assertThat(row.mode()).isEqualTo("shadow");
        assertThat(row.action()).isEqualTo("refuse");
        assertThat(row.hits()).isEqualTo(14);
        assertThat(row.exchanges()).isEqualTo(7);
        assertThat(row.first()).isEqualTo(NOON);
        assertThat(row.last()).isEqualTo(NOON.plusSeconds(6));
        assertThat(row.decisions()).isEqualTo(Map.of(Decision.ALLOW, 6L, Decision.REFUSE, 1L));
        assertThat(row.samples())
                .extracting(ShadowReport.Sample::words)
                .containsExactly("第6件，保证办好，一定保证", "第5件，保证办好，一定保证", "第4件，保证办好，一定保证", "第3件，保证办好，一定保证", "第2件，保证办好，一定保证");
        assertThat(row.samples().getFirst().decision()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void whatRulesMaskIsNotInASampleWhetherEnforcedOrNot() {
        ShadowLog log = new ShadowLog(now::get);
        String text = "姓名张三，住在甲街，手机13800138000，保证办好";
        log.saw(
                rulebook,
                "FT-001",
                Decision.MASK,
                sighting(
                        text,
                        finding("JH-1001", text, "保证"),
                        finding("JH-1003", text, "姓名张三"),
                        finding("JH-1004", text, "住在甲街")));
        assertThat(log.report().rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.samples().getFirst().words()).isEqualTo("[已隐藏]，[已隐藏]，手机[手机号]，保证办好"));
    }

    @Test
    void theRowNotSeenForLongestGivesWay() {
        ShadowLog log = new ShadowLog(now::get, 3);
        for (String robot : List.of("A-1", "A-2", "A-3", "A-1", "A-4")) {
            log.saw(rulebook, robot, Decision.ALLOW, sighting("保证", finding("JH-1001", "保证", "保证")));
        }
        assertThat(log.report().rows()).extracting(ShadowReport.Row::robot).containsExactly("A-1", "A-3", "A-4");
        assertThat(log.report().dropped()).isEqualTo(1);
    }

    @Test
    void whatIsEnforcedIsNoSighting() {
        assertThat(sighting("姓名张三", finding("JH-1003", "姓名张三", "姓名张三"))).isEmpty();
        assertThat(Optional.of(new Sighting("秘密", List.of(), List.of())).toString())
                .doesNotContain("秘密");
    }
}
