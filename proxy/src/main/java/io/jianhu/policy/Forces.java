package io.jianhu.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far rules are in force under given circumstances: mode, level and exceptions, below the ceiling of all. */
final class Forces {
    private final Thresholds.Ceiling ceiling;
    private final Map<String, List<Exemption>> exemptions = new HashMap<>();

    Forces(Thresholds.Ceiling ceiling, List<Exemption> exemptions) {
        this.ceiling = ceiling;
        for (Exemption exemption : exemptions) {
            exemption
                    .rules()
                    .forEach(rule -> this.exemptions
                            .computeIfAbsent(rule, none -> new ArrayList<>())
                            .add(exemption));
        }
    }

    /** How far one rule is in force. */
    enum Force {
        NONE,
        SHADOW,
        CANARY,
        ENFORCE;

        boolean enforces() {
            return this == CANARY || this == ENFORCE;
        }
    }

    Force of(Rule rule, Situation situation, Stage stage) {
        int enforced = Math.min(situation.strictness(), ceiling.enforce());
        int watched = Math.max(enforced, Math.min(situation.watchfulness(), ceiling.shadow()));
        if (!rule.stages().contains(stage) || !rule.scope().covers(situation.robot()) || rule.level() > watched) {
            return Force.NONE;
        }
        Force force = force(rule, situation);
        boolean shadowed = rule.level() > enforced || isExempt(rule, situation);
        return force.enforces() && shadowed ? Force.SHADOW : force;
    }

    private Force force(Rule rule, Situation situation) {
        Mode mode = rule.mode().compareTo(ceiling.mode()) < 0 ? rule.mode() : ceiling.mode();
        return switch (mode) {
            case OFF -> Force.NONE;
            case SHADOW -> Force.SHADOW;
            // A brake is for everyone: there is no share of conversations in which a robot stands still.
            case CANARY ->
                rule.action().kind() != Action.Kind.BRAKE && Canary.chooses(rule, situation)
                        ? Force.CANARY
                        : Force.SHADOW;
            case ENFORCE -> Force.ENFORCE;
        };
    }

    private boolean isExempt(Rule rule, Situation situation) {
        List<Exemption> some = exemptions.get(rule.id());
        return some != null && some.stream().anyMatch(exemption -> exemption.covers(situation));
    }
}
