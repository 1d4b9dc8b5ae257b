package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up what enforced rules score on one side of an exchange; every rule counts once. */
record Scoring(Map<String, Rule> rules, Thresholds thresholds) {

    /**
     * What the score of everything that is enforced leads to: nothing, or a refusal or an escalation because of
     * {@code score.input} or {@code score.output} and of the rules that added up.
     */
    Ruling of(Side side, List<Finding> enforced) {
        Map<String, Finding> counted = new LinkedHashMap<>();
        int score = 0;
        Severity gravest = Severity.INFO;
        for (Finding finding : enforced) {
            Rule rule = rules.get(finding.rule());
            if (rule != null && rule.points() > 0 && counted.putIfAbsent(rule.id(), finding) == null) {
                score += rule.points();
                gravest = gravest.compareTo(finding.severity()) < 0 ? finding.severity() : gravest;
            }
        }
        Thresholds.Limit limit = thresholds.limit(side);
        Optional<Action.Kind> kind = limit.at(score);
        if (kind.isEmpty()) {
            return Ruling.ALLOW;
        }
        List<Finding> because = new ArrayList<>();
        because.add(new Finding(name(side), side, new Span(0, 0), gravest));
        because.addAll(counted.values());
        Verdict verdict = kind.get() == Action.Kind.REFUSE
                ? new Verdict.Refuse(because, limit.notice())
                : new Verdict.Escalate(because, limit.notice());
        return new Ruling(verdict, List.of());
    }

    private static String name(Side side) {
        return switch (side) {
            case QUESTION -> "score.input";
            case ANSWER -> "score.output";
        };
    }
}
