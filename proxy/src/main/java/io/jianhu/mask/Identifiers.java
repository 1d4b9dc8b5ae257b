package io.jianhu.mask;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Kind;
import io.jianhu.recognise.Recognisers;
import io.jianhu.recognise.Scan;
import io.jianhu.text.Span;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The guard that finds personal data in a text, and texts that tell so much of a person that it says who it is. In a
 * question it finds the placeholders that stand for values as well.
 */
public final class Identifiers implements Guard {

    /** The greatest number of characters that looking for an identifier holds back. */
    public static final int HOLD_BACK = Scan.HOLD_BACK;

    private static final Recognisers ALL = Recognisers.all(InstantSource.system());

    private static final Map<String, Kind> KINDS = allKinds();

    private final Recognisers recognisers;
    private final Map<String, RuleOfKind> rules;
    private final Map<String, String> labels;

    private Identifiers(Recognisers recognisers, Map<String, RuleOfKind> rules) {
        this.recognisers = recognisers;
        this.rules = Map.copyOf(rules);
        this.labels = ALL.kinds().values().stream().collect(Collectors.toMap(Kind::label, Kind::name));
    }

    /**
     * The rule that a kind of identifier is reported under.
     *
     * @param rule the rule's id
     */
    public record RuleOfKind(String rule, Severity severity) {}

    /**
     * A guard for some kinds.
     *
     * @param rules by kind; a kind that is missing is not reported
     * @param clock tells which dates of birth have been
     * @throws IllegalArgumentException when a kind is unknown
     */
    public static Guard of(Map<String, RuleOfKind> rules, InstantSource clock) {
        return of(rules, Recognisers.all(clock));
    }

    private static Guard of(Map<String, RuleOfKind> rules, Recognisers all) {
        for (String kind : rules.keySet()) {
            known(kind);
        }
        Set<String> sought = new HashSet<>(rules.keySet());
        if (sought.remove(Aggregate.KIND.name())) {
            sought.addAll(Aggregate.sought());
        }
        return new Identifiers(all.only(sought), rules);
    }

    /** A guard for some kinds, by the system's clock. */
    public static Guard of(Map<String, RuleOfKind> rules) {
        return of(rules, ALL);
    }

    /** Every kind there is, such as {@code mobile}. */
    public static Set<String> kinds() {
        return KINDS.keySet();
    }

    /**
     * What is shown in place of a value of a kind that must stay hidden, such as {@code [手机号]}.
     *
     * @throws IllegalArgumentException when the kind is unknown
     */
    public static String mark(String kind) {
        return Form.mark(known(kind).label());
    }

    private static Map<String, Kind> allKinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>(ALL.kinds());
        kinds.put(Aggregate.KIND.name(), Aggregate.KIND);
        return Collections.unmodifiableMap(kinds);
    }

    private static Kind known(String kind) {
        Kind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("kind: " + kind + " (expected: one of " + kinds() + ")");
        }
        return known;
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(side);
    }

    @Override
    public boolean mayFind(String rule) {
        return rules.values().stream().anyMatch(named -> named.rule().equals(rule));
    }

    private final class Reading implements Watch {

        private final List<Finding> findings = new ArrayList<>(2);
        private final Aggregate aggregate = new Aggregate();
        private final Side side;
        private final Scan scan;
        private final PlaceholderSight placeholders;

        Reading(Side side) {
            this.side = side;
            scan = new Scan(recognisers, hit -> {
                if (hit.evidence() != Evidence.PUBLIC) {
                    found(hit.kind().name(), hit.span());
                }
            });
            placeholders = new PlaceholderSight(labels, this::found);
        }

        private void found(String kind, Span span) {
            report(kind, span);
            if (aggregate.completes(kind)) {
                report(Aggregate.KIND.name(), span);
            }
        }

        private void report(String kind, Span span) {
            RuleOfKind rule = rules.get(kind);
            if (rule != null) {
                findings.add(new Finding(rule.rule(), side, span, rule.severity()));
            }
        }

        @Override
        public int read(CharSequence text, Consumer<Finding> report) {
            int settled = scan.read(text);
            if (side == Side.QUESTION) {
                settled = Math.min(settled, placeholders.read(text));
            }
            tell(report);
            return settled;
        }

        @Override
        public void end(Consumer<Finding> report) {
            scan.end();
            tell(report);
        }

        private void tell(Consumer<Finding> report) {
            findings.forEach(report);
            findings.clear();
        }
    }
}
