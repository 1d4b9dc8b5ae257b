package io.jianhu.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Event.NoticeState;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Verdict;
import io.jianhu.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.500Z");
    private static final Subject SUBJECT = new Subject("q-1", "FT-001", "虚构市政务局", "portal", "openai", "r7");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Meters meters = new Meters();

    @AfterEach
    void close() {
        meters.close();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> events() {
        Finding enforced = finding("JH-3110");
        Finding shadowed = finding("JH-3120");
        return Stream.of(
                arguments(
                        new Event.Asked(SUBJECT, NOW, Map.of("mobile", 2, "email", 1), "00"),
                        List.of(
                                "jianhu_masked_values_total{kind=\"mobile\"} 2.0",
                                "jianhu_masked_values_total{kind=\"email\"} 1.0")),
                arguments(
                        new Event.Decided(
                                SUBJECT,
                                NOW,
                                Side.ANSWER,
                                new Ruling(new Verdict.Refuse(List.of(enforced, enforced), "no"), List.of(shadowed)),
                                MILLISECOND),
                        List.of(
                                "jianhu_decisions_total{decision=\"refuse\",robot=\"FT-001\",stage=\"output\"} 1.0",
                                "jianhu_rule_matches_total{mode=\"enforce\",rule=\"JH-3110\",stage=\"output\"} 1.0",
                                "jianhu_rule_matches_total{mode=\"shadow\",rule=\"JH-3120\",stage=\"output\"} 1.0",
                                "jianhu_added_latency_seconds_count{stage=\"output\"} 1",
                                "jianhu_added_latency_seconds_bucket{stage=\"output\",le=\"5.0E-4\"} 0",
                                "jianhu_added_latency_seconds_bucket{stage=\"output\",le=\"0.001\"} 1",
                                "jianhu_added_latency_seconds_count{stage=\"input\"} 0")),
                arguments(
                        new Event.Decided(SUBJECT, NOW, Side.QUESTION, Ruling.ALLOW, MILLISECOND),
                        List.of(
                                "jianhu_decisions_total{decision=\"allow\",robot=\"FT-001\",stage=\"input\"} 1.0",
                                "jianhu_added_latency_seconds_count{stage=\"input\"} 1")),
                arguments(
                        answered(NoticeState.GIVEN, Decision.ALLOW, Optional.of(Duration.ofMillis(80))),
                        List.of(
                                "jianhu_requests_total{code=\"200\",department=\"虚构市政务局\",dialect=\"openai\",robot=\"FT-001\"} 1.0",
                                "jianhu_disclosures_total{robot=\"FT-001\"} 1.0",
                                "jianhu_answers_without_notice_total 0.0",
                                "jianhu_added_latency_seconds_sum{stage=\"total\"} 0.002",
                                "jianhu_time_to_first_token_seconds_sum 0.08",
                                "jianhu_stream_held_characters_sum 12.0")),
                arguments(
                        answered(NoticeState.MISSING, Decision.ALLOW, Optional.empty()),
                        List.of(
                                "jianhu_answers_without_notice_total 1.0",
                                "jianhu_time_to_first_token_seconds_count 0",
                                "jianhu_stream_held_characters_count 0")),
                arguments(
                        answered(NoticeState.NOT_DUE, Decision.DISCLOSE, Optional.empty()),
                        List.of("jianhu_disclosures_total{robot=\"FT-001\"} 1.0")),
                arguments(
                        new Event.Decided(
                                SUBJECT,
                                NOW,
                                Side.QUESTION,
                                new Ruling(
                                        new Verdict.Refuse(List.of(finding("JH-1"), finding("JH-2")), "n"),
                                        List.of(finding("JH-3")),
                                        Set.of("JH-2")),
                                MILLISECOND),
                        List.of(
                                "jianhu_rule_matches_total{mode=\"enforce\",rule=\"JH-1\",stage=\"input\"} 1.0",
                                "jianhu_rule_matches_total{mode=\"canary\",rule=\"JH-2\",stage=\"input\"} 1.0",
                                "jianhu_rule_matches_total{mode=\"shadow\",rule=\"JH-3\",stage=\"input\"} 1.0")),
                arguments(
                        new Event.Failed(SUBJECT, NOW, "upstream-timeout", 504, MILLISECOND),
                        List.of(
                                "jianhu_requests_total{code=\"504\",department=\"虚构市政务局\",dialect=\"openai\",robot=\"FT-001\"} 1.0",
                                "jianhu_failures_total{reason=\"upstream-timeout\"} 1.0")),
                arguments(
                        new Event.Reloaded(NOW, "r7", true, ""),
                        List.of(
                                "jianhu_policy_reloads_total{result=\"accepted\"} 1.0",
                                "jianhu_policy_info{revision=\"r7\"} 1",
                                "jianhu_policy_last_reload_success_timestamp_seconds 1.7954208005E9")),
                arguments(
                        new Event.Reloaded(NOW, "r8", false, "a.yaml:1:1"),
                        List.of("jianhu_policy_reloads_total{result=\"refused\"} 1.0")),
                arguments(
                        new Event.Moved(NOW, "FT-001", "T-1", "answered", "g-001", Optional.of(Duration.ofMinutes(1))),
                        List.of(
                                "jianhu_ticket_first_response_seconds_sum 60.0",
                                "jianhu_ticket_sla_breaches_total 0.0")),
                arguments(
                        new Event.Moved(NOW, "FT-001", "T-1", "expired", "system", Optional.empty()),
                        List.of(
                                "jianhu_ticket_sla_breaches_total 1.0",
                                "jianhu_ticket_first_response_seconds_count 0")),
                arguments(
                        new Event.Acted(NOW, "chen", "brake", "FT-001"),
                        List.of("jianhu_operator_actions_total{action=\"brake\"} 1.0")));
    }

    @Test
    void aRevealIsCountedByItsOutcomeAndNotByItsEvent() {
        tell(new Event.Revealed(NOW, "chen", "FT-001", "T-1", "given", "why", Map.of("mobile", 1)));
        assertThat(text()).doesNotContain("jianhu_ticket_reveals");
        meters.revealed("given");
        meters.revealed("not-holder");
        meters.revealed("not-holder");
        assertThat(text().lines())
                .contains(
                        "jianhu_ticket_reveals_total{outcome=\"given\"} 1.0",
                        "jianhu_ticket_reveals_total{outcome=\"not-holder\"} 2.0");
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventBecomesItsLines(Event event, List<String> lines) {
        assertThat(meters.saw(event)).isCompleted();
        assertThat(text().lines()).containsAll(lines);
    }

    @Test
    void countersWithoutLabelsStandAtZeroFromTheStart() {
        assertThat(text().lines())
                .contains(
                        "jianhu_answers_without_notice_total 0.0",
                        "jianhu_audit_failures_total 0.0",
                        "jianhu_ticket_sla_breaches_total 0.0");
    }

    @Test
    void whatAnOperatorWasRefusedWasNotDone() {
        tell(new Event.Acted(NOW, "chen", "ticket-claim", "T-1", "state"));
        assertThat(text()).doesNotContain("ticket-claim");
    }

    @Test
    void whatIsExpectedStandsAtZeroAndCountsOnFromThere() {
        meters.expectRobot("FT-001", "虚构市政务局");
        meters.expectRule("JH-3110", Side.ANSWER, "enforce");
        meters.expectMasked(List.of("mobile"));
        meters.expectRejected(List.of("bad-json"));
        meters.expectShed(List.of("streams"));
        assertThat(text().lines())
                .contains(
                        "jianhu_requests_total{code=\"200\",department=\"虚构市政务局\",dialect=\"openai\",robot=\"FT-001\"} 0.0",
                        "jianhu_decisions_total{decision=\"escalate\",robot=\"FT-001\",stage=\"input\"} 0.0",
                        "jianhu_disclosures_total{robot=\"FT-001\"} 0.0",
                        "jianhu_upstream_requests_total{code=\"200\",robot=\"FT-001\"} 0.0",
                        "jianhu_upstream_retries_total{reason=\"refused\",robot=\"FT-001\"} 0.0",
                        "jianhu_rule_matches_total{mode=\"enforce\",rule=\"JH-3110\",stage=\"output\"} 0.0",
                        "jianhu_masked_values_total{kind=\"mobile\"} 0.0",
                        "jianhu_protocol_rejects_total{reason=\"bad-json\"} 0.0",
                        "jianhu_shed_total{reason=\"streams\"} 0.0",
                        "jianhu_policy_reloads_total{result=\"refused\"} 0.0");
        meters.shed("streams");
        meters.expectShed(List.of("streams"));
        assertThat(text().lines()).contains("jianhu_shed_total{reason=\"streams\"} 1.0");
    }

    @Test
    void whatIsNotAnEventIsCountedToo() {
        meters.rejected("bad-json");
        meters.shed("streams");
        meters.upstream("FT-001", "502");
        meters.auditAppend(Duration.ofMillis(4));
        meters.auditFailed();
        meters.gauge("jianhu_tickets_open", "Open tickets.", Map.of("state", "queued"), () -> 3);
        meters.gauge("jianhu_robots", "Robots.", Map.of("status", "on-duty"), () -> 2);
        meters.gauge("jianhu_upstream_inflight", "Questions at the model.", Map.of(), () -> 5);
        assertThat(text().lines())
                .contains(
                        "jianhu_protocol_rejects_total{reason=\"bad-json\"} 1.0",
                        "jianhu_shed_total{reason=\"streams\"} 1.0",
                        "jianhu_upstream_requests_total{code=\"502\",robot=\"FT-001\"} 1.0",
                        "jianhu_audit_append_seconds_count 1",
                        "jianhu_audit_failures_total 1.0",
                        "jianhu_tickets_open{state=\"queued\"} 3.0",
                        "jianhu_robots{status=\"on-duty\"} 2.0",
                        "jianhu_upstream_inflight 5.0");
    }

    @Test
    void aCacheShowsItsNumbers() {
        AtomicLong hits = new AtomicLong(1);
        meters.cache("findings", () -> new Meters.CacheFigures(hits.get(), 2, 3, 4));
        assertThat(text().lines())
                .contains(
                        "jianhu_cache_hits_total{cache=\"findings\"} 1.0",
                        "jianhu_cache_misses_total{cache=\"findings\"} 2.0",
                        "jianhu_cache_evictions_total{cache=\"findings\"} 3.0",
                        "jianhu_cache_weight_bytes{cache=\"findings\"} 4.0");
        System.gc();
        hits.set(9);
        assertThat(text().lines()).contains("jianhu_cache_hits_total{cache=\"findings\"} 9.0");
    }

    @Test
    void aNewRevisionReplacesTheOldOneAndARefusedOneDoesNot() {
        tell(new Event.Reloaded(NOW, "r7", true, ""));
        tell(new Event.Reloaded(NOW, "r8", true, ""));
        tell(new Event.Reloaded(NOW, "r9", false, "broken"));
        assertThat(text().lines().filter(line -> line.startsWith("jianhu_policy_info")))
                .containsExactly("jianhu_policy_info{revision=\"r8\"} 1");
    }

    @Test
    void labelSetsAreBounded() {
        try (Meters few = new Meters(100)) {
            for (int robot = 0; robot < 10_000; robot++) {
                few.upstream("R-" + robot, "200");
            }
            few.upstream("x".repeat(129), "200");
            List<String> lines = few.scrape(Optional.empty())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jianhu_upstream_requests_total"))
                    .toList();
            assertThat(lines)
                    .hasSize(101)
                    .contains("jianhu_upstream_requests_total{code=\"other\",robot=\"other\"} 9901.0");
        }
    }

    @Test
    void noWordOfAnEventThatIsNotALabelIsShown() {
        String canary = "金丝雀句子";
        Subject marked = new Subject(canary, "FT-001", "虚构市政务局", canary, "openai", canary);
        tell(new Event.Asked(marked, NOW, Map.of(), canary));
        tell(new Event.Answered(
                marked,
                NOW,
                Decision.ALLOW,
                List.of(canary),
                Optional.of(canary),
                NoticeState.GIVEN,
                canary,
                MILLISECOND,
                Optional.empty(),
                MILLISECOND,
                0,
                5));
        tell(new Event.Reloaded(NOW, "r1", false, canary));
        tell(new Event.Moved(NOW, "FT-001", canary, "queued", canary, Optional.empty()));
        tell(new Event.Acted(NOW, canary, "brake", canary));
        tell(new Event.Revealed(NOW, canary, canary, canary, "given", canary, Map.of(canary, 1)));
        assertThat(text()).contains("jianhu_requests_total").doesNotContain(canary);
    }

    @Test
    void aScraperChoosesItsFormat() {
        String prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
        Scrape open = meters.scrape(Optional.of(prometheus));
        assertThat(open.contentType()).isEqualTo(Scrape.OPEN_METRICS);
        assertThat(open.body()).endsWith("# EOF\n").contains("jianhu_answers_without_notice_total 0.0");
        assertThat(meters.scrape(Optional.of("application/openmetrics-text;q=0, text/plain"))
                        .contentType())
                .isEqualTo(Scrape.TEXT);
        assertThat(meters.scrape(Optional.of("*/*")).contentType()).isEqualTo(Scrape.TEXT);
        assertThat(text()).doesNotContain("# EOF").contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    private void tell(Event event) {
        assertThat(meters.saw(event)).isCompleted();
    }

    private String text() {
        return meters.scrape(Optional.empty()).body();
    }

    private static Finding finding(String rule) {
        return new Finding(rule, Side.ANSWER, new Span(0, 1), Severity.HIGH);
    }

    private static Event.Answered answered(NoticeState notice, Decision decision, Optional<Duration> firstToken) {
        return new Event.Answered(
                SUBJECT,
                NOW,
                decision,
                List.of(),
                Optional.empty(),
                notice,
                "mock",
                Duration.ofMillis(102),
                firstToken,
                Duration.ofMillis(100),
                12,
                40);
    }
}
