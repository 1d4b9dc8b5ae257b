package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides anew, under another rulebook, what was decided because of rules whose ids are all that is left. */
public final class Hindsight {
    private static final Span NOWHERE = new Span(0, 0);

    private final Rulebook rulebook;
    private final Map<String, Rule> rules = new HashMap<>();

    public Hindsight(Rulebook rulebook) {
        this.rulebook = rulebook;
        rulebook.rules().forEach(rule -> rules.put(rule.id(), rule));
    }

    /**
     * A decision anew.
     *
     * @param ids the rules that were looked at, sorted
     * @param unknown those of them that the rulebook does not have, sorted; nothing is found by them
     */
    public record Judgement(Decision verdict, Set<String> ids, Set<String> unknown) {}

    /** Whether a name in a record is that of a rule, and not of a masked kind or another reason. */
    public static boolean isRule(String name) {
        return name.indexOf('.') < 0;
    }

    /**
     * Decides anew. Every rule is taken to find what it found. Personal data in a question is masked by no rule's choice,
     * so that what was masked is still masked at least.
     *
     * @param before the verdict as it was recorded
     * @param names the names in the record, those of shadowed rules included
     * @return empty when none of the names is that of a rule
     */
    public Optional<Judgement> judge(Situation situation, Side side, Decision before, Collection<String> names) {
        Set<String> ids = new TreeSet<>();
        names.stream().filter(Hindsight::isRule).forEach(ids::add);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Set<String> unknown = new TreeSet<>(ids);
        unknown.removeAll(rules.keySet());
        Decision verdict = ruling(situation, side, ids).verdict().decision();
        boolean masked = side == Side.QUESTION && before == Decision.MASK && verdict == Decision.ALLOW;
        return Optional.of(new Judgement(masked ? Decision.MASK : verdict, ids, unknown));
    }

    private Ruling ruling(Situation situation, Side side, Set<String> ids) {
        Map<Stage, List<Finding>> findings = new EnumMap<>(Stage.class);
        for (String id : ids) {
            Rule rule = rules.get(id);
            if (rule == null || rule.mode() == Mode.OFF) {
                continue;
            }
            rule.stages().stream()
                    .filter(stage -> stage.side() == side)
                    .sorted()
                    .findFirst()
                    .ifPresent(stage -> findings.computeIfAbsent(stage, none -> new ArrayList<>())
                            .add(new Finding(id, side, NOWHERE, rule.severity())));
        }
        Ruling ruling = Ruling.ALLOW;
        for (Map.Entry<Stage, List<Finding>> stage : findings.entrySet()) {
            ruling = ruling.and(rulebook.decide(situation, stage.getKey(), stage.getValue()));
        }
        return ruling.and(rulebook.score(side, ruling));
    }
}
