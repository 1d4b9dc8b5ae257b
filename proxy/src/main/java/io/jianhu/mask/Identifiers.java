package io.jianhu.mask;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.text.Span;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The guard that finds personal identifiers in a text: mobile numbers, identity numbers, bank cards, addresses. In a
 * question it finds the placeholders that stand for them as well.
 */
public final class Identifiers implements Guard {

    /** The greatest number of characters that looking for an identifier holds back. */
    public static final int HOLD_BACK = AddressWindow.LONGEST;

    private final Recognisers recognisers;
    private final Map<String, RuleOfKind> rules;
    private final Map<String, String> labels;

    private Identifiers(Recognisers recognisers, Map<String, RuleOfKind> rules) {
        this.recognisers = recognisers;
        this.rules = Map.copyOf(rules);
        this.labels = recognisers.all().stream().collect(Collectors.toMap(Recogniser::label, Recogniser::kind));
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
        for (String kind : rules.keySet()) {
            if (!kinds().contains(kind)) {
                throw unknown(kind);
            }
        }
        return new Identifiers(new Recognisers(clock), rules);
    }

    /** A guard for some kinds, by the system's clock. */
    public static Guard of(Map<String, RuleOfKind> rules) {
        return of(rules, InstantSource.system());
    }

    /** Every kind there is, such as {@code mobile}. */
    public static Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        for (Recogniser recogniser : new Recognisers(InstantSource.system()).all()) {
            kinds.add(recogniser.kind());
        }
        return kinds;
    }

    /**
     * What is shown in place of a value of a kind that must stay hidden, such as {@code [手机号]}.
     *
     * @throws IllegalArgumentException when the kind is unknown
     */
    public static String mark(String kind) {
        for (Recogniser recogniser : new Recognisers(InstantSource.system()).all()) {
            if (recogniser.kind().equals(kind)) {
                return Form.mark(recogniser.label());
            }
        }
        throw unknown(kind);
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(side);
    }

    @Override
    public boolean mayFind(String rule) {
        return rules.values().stream().anyMatch(named -> named.rule().equals(rule));
    }

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException("kind: " + kind + " (expected: one of " + kinds() + ")");
    }

    private final class Reading implements Watch {

        private final List<Finding> findings = new ArrayList<>(2);
        private final Side side;
        private final Scan scan;
        private final PlaceholderSight placeholders;

        Reading(Side side) {
            this.side = side;
            scan = new Scan(recognisers, hit -> found(hit.recogniser().kind(), hit.span()));
            placeholders = new PlaceholderSight(labels, this::found);
        }

        private void found(String kind, Span span) {
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
