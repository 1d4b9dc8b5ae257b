package io.jianhu.mask;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The guard that finds personal identifiers in a text: mobile numbers, identity numbers, bank cards, addresses. */
public final class Identifiers implements Guard {

    private final Recognisers recognisers;
    private final Map<String, RuleOfKind> rules;

    private Identifiers(Recognisers recognisers, Map<String, RuleOfKind> rules) {
        this.recognisers = recognisers;
        this.rules = Map.copyOf(rules);
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

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException("kind: " + kind + " (expected: one of " + kinds() + ")");
    }

    private final class Reading implements Watch {

        private final List<Finding> findings = new ArrayList<>(2);
        private final Scan scan;

        Reading(Side side) {
            scan = new Scan(recognisers, hit -> {
                RuleOfKind rule = rules.get(hit.recogniser().kind());
                if (rule != null) {
                    findings.add(new Finding(rule.rule(), side, hit.span(), rule.severity()));
                }
            });
        }

        @Override
        public int read(CharSequence text, Consumer<Finding> report) {
            int settled = scan.read(text);
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
