package io.jianhu.telemetry;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Event.NoticeState;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Witness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Counts what happens, under the names that dashboards rely on. Labels are registered names and bounded words, never
 * anything a citizen or a client wrote.
 */
public final class Meters implements Witness, AutoCloseable {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private static final int MOST_LABEL_SETS = 10_000;

    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    private final Shelf shelf;

    private final Family<Counter> requests;
    private final Family<Counter> failures;
    private final Family<Counter> decisions;
    private final Family<Counter> ruleMatches;
    private final Family<Counter> maskedValues;
    private final Family<Counter> disclosures;
    private final Family<Counter> reloads;
    private final Family<Counter> actions;
    private final Family<Counter> reveals;
    private final Family<Counter> rejects;
    private final Family<Counter> shed;
    private final Family<Counter> renewals;
    private final Family<Counter> upstream;
    private final Family<Counter> retries;
    private final Counter withoutNotice;
    private final Counter breaches;
    private final Counter auditFailures;
    private final Timer addedInput;
    private final Timer addedOutput;
    private final Timer addedTotal;
    private final Timer firstToken;
    private final Timer firstResponse;
    private final Timer auditAppend;
    private final DistributionSummary held;
    private final Info policy;
    private final List<Supplier<Long>> counted = new CopyOnWriteArrayList<>();
    private volatile double lastReload = Double.NaN;

    public Meters() {
        this(MOST_LABEL_SETS);
    }

    Meters(int mostLabelSets) {
        shelf = new Shelf(mostLabelSets);
        requests = shelf.counters(
                "jianhu_requests",
                "Exchanges that ended, by the status sent.",
                "robot",
                "department",
                "dialect",
                "code");
        failures = shelf.counters("jianhu_failures", "Exchanges that ended without an answer.", "reason");
        decisions =
                shelf.counters("jianhu_decisions", "Rulings on questions and answers.", "robot", "stage", "decision");
        ruleMatches = shelf.counters(
                "jianhu_rule_matches", "Texts in which a rule found something.", "rule", "stage", "mode");
        maskedValues = shelf.counters("jianhu_masked_values", "Personal values hidden from a model.", "kind");
        disclosures = shelf.counters("jianhu_disclosures", "Answers that told that a machine speaks.", "robot");
        reloads = shelf.counters("jianhu_policy_reloads", "Attempts to change the policy in force.", "result");
        actions = shelf.counters("jianhu_operator_actions", "What operators did.", "action");
        reveals = shelf.counters(
                "jianhu_ticket_reveals", "Attempts to see a citizen's own values in a ticket.", "outcome");
        rejects = shelf.counters("jianhu_protocol_rejects", "Requests refused before they were read.", "reason");
        shed = shelf.counters("jianhu_shed", "Requests refused because of load.", "reason");
        renewals = shelf.counters(
                "jianhu_tls_reloads", "Changed certificate files that were taken or refused.", "plane", "result");
        upstream = shelf.counters("jianhu_upstream_requests", "Calls to models.", "robot", "code");
        retries = shelf.counters("jianhu_upstream_retries", "Second attempts to ask a model.", "robot", "reason");
        withoutNotice = shelf.counter(
                "jianhu_answers_without_notice", "Answers that had to tell that a machine speaks, and did not.");
        breaches = shelf.counter("jianhu_ticket_sla_breaches", "Tickets whose deadline passed unanswered.");
        auditFailures = shelf.counter("jianhu_audit_failures", "Audit records that could not be kept.");
        String added = "Time added to an exchange by the gateway.";
        addedInput = shelf.timer("jianhu_added_latency", added, Shelf.SHORT, Tag.of("stage", stage(Side.QUESTION)));
        addedOutput = shelf.timer("jianhu_added_latency", added, Shelf.SHORT, Tag.of("stage", stage(Side.ANSWER)));
        addedTotal = shelf.timer("jianhu_added_latency", added, Shelf.SHORT, Tag.of("stage", "total"));
        firstToken =
                shelf.timer("jianhu_time_to_first_token", "From the request to the first words.", Shelf.CONVERSATION);
        firstResponse =
                shelf.timer("jianhu_ticket_first_response", "From a ticket to its guardian's answer.", Shelf.HUMAN);
        auditAppend = shelf.timer("jianhu_audit_append", "From an audit record to its safe keeping.", Shelf.SHORT);
        held = shelf.characters("jianhu_stream_held_characters", "The most characters an answer was held back.");
        policy = shelf.info("jianhu_policy_info", "The policy revision in force.", "revision");
        gauge(
                "jianhu_policy_last_reload_success_timestamp_seconds",
                "When the policy in force was accepted.",
                Map.of(),
                () -> lastReload);
        reloads.of(ACCEPTED);
        reloads.of(REFUSED);
    }

    @Override
    public CompletableFuture<Void> saw(Event event) {
        switch (event) {
            case Event.Asked asked ->
                asked.masked().forEach((kind, count) -> maskedValues.of(kind).increment(count));
            case Event.Decided decided -> decided(decided);
            case Event.Answered answered -> answered(answered);
            case Event.Failed failed -> {
                ended(failed.subject(), failed.status());
                failures.of(failed.reason()).increment();
            }
            case Event.Reloaded reloaded -> reloaded(reloaded);
            case Event.Moved moved -> moved(moved);
            case Event.Acted acted -> acted(acted);
            case Event.Revealed revealed -> {
                // Counted by revealed(), which knows whether the record was kept.
            }
        }
        return DONE;
    }

    private void acted(Event.Acted acted) {
        if (acted.refused().isEmpty()) {
            actions.of(acted.action()).increment();
        }
    }

    private void decided(Event.Decided decided) {
        String stage = stage(decided.side());
        decisions
                .of(
                        decided.subject().robot(),
                        stage,
                        decided.ruling().verdict().decision().word())
                .increment();
        Map<Boolean, List<Finding>> enforced = decided.ruling().verdict().because().stream()
                .collect(Collectors.partitioningBy(
                        finding -> decided.ruling().canaries().contains(finding.rule())));
        matched(enforced.getOrDefault(false, List.of()), stage, "enforce");
        matched(enforced.getOrDefault(true, List.of()), stage, "canary");
        matched(decided.ruling().shadowed(), stage, "shadow");
        Timer added = switch (decided.side()) {
            case QUESTION -> addedInput;
            case ANSWER -> addedOutput;
        };
        added.record(decided.took());
    }

    private void matched(List<Finding> findings, String stage, String mode) {
        findings.stream()
                .map(Finding::rule)
                .distinct()
                .forEach(rule -> ruleMatches.of(rule, stage, mode).increment());
    }

    private void answered(Event.Answered answered) {
        ended(answered.subject(), 200);
        addedTotal.record(atLeastZero(answered.total().minus(answered.upstream())));
        answered.firstToken().ifPresent(time -> {
            firstToken.record(time);
            held.record(answered.held());
        });
        boolean told = answered.notice() == NoticeState.GIVEN || answered.notice() == NoticeState.IN_LABEL;
        if (told || answered.decision() == Decision.DISCLOSE) {
            disclosures.of(answered.subject().robot()).increment();
        }
        if (answered.notice() == NoticeState.MISSING) {
            withoutNotice.increment();
        }
    }

    private void ended(Subject subject, int status) {
        requests.of(subject.robot(), subject.department(), subject.dialect(), Integer.toString(status))
                .increment();
    }

    private void reloaded(Event.Reloaded reloaded) {
        reloads.of(reloaded.accepted() ? ACCEPTED : REFUSED).increment();
        if (reloaded.accepted()) {
            policy.setLabelValues(reloaded.revision());
            lastReload = reloaded.at().toEpochMilli() / 1000.0;
        }
    }

    private void moved(Event.Moved moved) {
        if (moved.state().equals("answered")) {
            moved.waited().ifPresent(firstResponse::record);
        }
        if (moved.state().equals("expired")) {
            breaches.increment();
        }
    }

    /** Shows at zero what of a robot is counted once it is asked; a sum over time misses what begins with one. */
    public void expectRobot(String robot, String department) {
        requests.of(robot, department, "openai", "200");
        for (Side side : Side.values()) {
            for (Decision decision : Decision.values()) {
                decisions.of(robot, stage(side), decision.word());
            }
        }
        disclosures.of(robot);
        upstream.of(robot, "200");
        retries.of(robot, REFUSED);
    }

    /** Shows at zero what of a rule is counted once it finds something. */
    public void expectRule(String rule, Side side, String mode) {
        ruleMatches.of(rule, stage(side), mode);
    }

    /** Shows at zero the kinds of personal values that may come to be hidden. */
    public void expectMasked(Collection<String> kinds) {
        kinds.forEach(maskedValues::of);
    }

    /** Shows at zero the reasons that {@link #rejected} may come to be told. */
    public void expectRejected(Collection<String> reasons) {
        reasons.forEach(rejects::of);
    }

    /** Shows at zero the reasons that {@link #shed} may come to be told. */
    public void expectShed(Collection<String> reasons) {
        reasons.forEach(shed::of);
    }

    /** In how many texts each rule found something since the start, whatever the stage and mode. */
    public Map<String, Long> ruleMatches() {
        Map<String, Long> sums = new HashMap<>();
        ruleMatches.forEach((labels, count) -> sums.merge(labels.getFirst(), (long) count.count(), Long::sum));
        return sums;
    }

    /** Counts a request that was refused before it was read, such as {@code bad-json}. The reason is a bounded word. */
    public void rejected(String reason) {
        rejects.of(reason).increment();
    }

    /**
     * Counts an attempt to see a citizen's own values in a ticket.
     *
     * @param outcome {@code given}, or a bounded word for why it was refused
     */
    public void revealed(String outcome) {
        reveals.of(outcome).increment();
    }

    /** Counts a request that was refused because of load. The reason is a bounded word. */
    public void shed(String reason) {
        shed.of(reason).increment();
    }

    /**
     * Counts a change of the certificate files of a port.
     *
     * @param plane {@code data} or {@code admin}
     * @param result {@code accepted} or {@code refused}
     */
    public void certificateRenewed(String plane, String result) {
        renewals.of(plane, result).increment();
    }

    /**
     * Counts a call to a robot's model.
     *
     * @param code the HTTP status, or a bounded word such as {@code timeout} when there was none
     */
    public void upstream(String robot, String code) {
        upstream.of(robot, code).increment();
    }

    /**
     * Counts one more attempt to ask a model.
     *
     * @param reason a bounded word: why the attempt before it came to nothing
     */
    public void retried(String robot, String reason) {
        retries.of(robot, reason).increment();
    }

    /** Records how long an audit record took to be safe. */
    public void auditAppend(Duration took) {
        auditAppend.record(took);
    }

    /** Counts an audit record that could not be kept. */
    public void auditFailed() {
        auditFailures.increment();
    }

    /**
     * Shows a number at every scrape.
     *
     * @param name the whole name, such as {@code jianhu_upstream_inflight}
     * @param help what it counts, in a sentence
     * @param labels bounded values by label
     * @param value asked at every scrape, from any thread; what it throws shows as NaN
     */
    public void gauge(String name, String help, Map<String, String> labels, Supplier<? extends Number> value) {
        Gauge.builder(name, value::get)
                .description(help)
                .tags(Shelf.tags(labels))
                .strongReference(true)
                .register(shelf.registry());
    }

    /**
     * Shows how well a cache works.
     *
     * @param name a bounded word
     * @param figures asked at every scrape, from any thread
     */
    public void cache(String name, Supplier<CacheFigures> figures) {
        total("jianhu_cache_hits", name, () -> figures.get().hits());
        total("jianhu_cache_misses", name, () -> figures.get().misses());
        total("jianhu_cache_evictions", name, () -> figures.get().evictions());
        gauge(
                "jianhu_cache_weight_bytes",
                "What a cache holds, in bytes.",
                Map.of("cache", name),
                () -> figures.get().bytes());
    }

    /**
     * What a cache has done.
     *
     * @param bytes what it holds, as it is weighed
     */
    public record CacheFigures(long hits, long misses, long evictions, long bytes) {}

    /** The registry holds what it counts weakly, so that it is held here. */
    private void total(String metric, String cache, Supplier<Long> count) {
        counted.add(count);
        FunctionCounter.builder(metric, count, Supplier::get)
                .tag("cache", cache)
                .register(shelf.registry());
    }

    /**
     * All metrics now.
     *
     * @param accept the scraper's {@code Accept} header, if it sent one
     */
    public Scrape scrape(Optional<String> accept) {
        String type = Scrape.negotiate(accept);
        return new Scrape(type, shelf.registry().scrape(type));
    }

    @Override
    public void close() {
        shelf.close();
    }

    private static String stage(Side side) {
        return switch (side) {
            case QUESTION -> "input";
            case ANSWER -> "output";
        };
    }

    private static Duration atLeastZero(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
