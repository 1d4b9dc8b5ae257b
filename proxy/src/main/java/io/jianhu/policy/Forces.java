package io.jianhu.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Why a rule is not enforced, in words; empty when it is. */
    Optional<String> idleness(Rule rule, Situation situation, Stage stage) {
        if (of(rule, situation, stage).enforces()) {
            return Optional.empty();
        }
        if (!rule.stages().contains(stage)) {
            return Optional.of("not a rule of stage " + stage.word());
        }
        if (!rule.scope().covers(situation.robot())) {
            return Optional.of("its scope leaves this robot out");
        }
        if (rule.mode() == Mode.SHADOW || rule.mode() == Mode.OFF) {
            return Optional.of("mode " + rule.mode().word());
        }
        if (rule.level() > Math.min(situation.strictness(), ceiling.enforce())) {
            return Optional.of("level " + rule.level() + " is above this robot's strictness");
        }
        if (isExempt(rule, situation)) {
            return Optional.of("an exception covers this robot or client");
        }
        return Optional.of(
                ceiling.mode().compareTo(rule.mode()) < 0
                        ? "the ceiling of all rules is " + ceiling.mode().word()
                        : "this conversation is outside the canary's share");
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
