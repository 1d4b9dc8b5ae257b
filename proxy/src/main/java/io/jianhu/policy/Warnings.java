package io.jianhu.policy;

import io.jianhu.source.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody should look at though it keeps no rulebook from coming into force. */
record Warnings(List<Rule> rules, List<Exemption> exemptions, Optional<IdLedger> ledger) {

    List<Problem> on(LocalDate today) {
        List<Problem> found = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.isOverdue(today)) {
                found.add(at(
                        rule,
                        rule.id() + " was to be reviewed by " + rule.reviewBy().orElseThrow()));
            }
            if (rule.action().kind() == Action.Kind.BRAKE
                    && (rule.stages().contains(Stage.INPUT) || rule.stages().contains(Stage.TOOL_RESULT))) {
                found.add(at(
                        rule,
                        rule.id() + " lets whoever writes its words stop the robot for everyone"
                                + " (expected: brake at output and tool_call only)"));
            }
        }
        for (Exemption exemption : exemptions) {
            String ends = switch (exemption.state(today)) {
                case ACTIVE -> "";
                case EXPIRING -> " expires on ";
                case EXPIRED -> " has no effect since it expired on ";
            };
            if (!ends.isEmpty()) {
                found.add(new Problem(
                        exemption.file(), exemption.line(), 1, exemption.id() + ends + exemption.expires()));
            }
        }
        ledger.ifPresent(known -> {
            known.missing(rules)
                    .forEach(rule -> found.add(
                            at(rule, rule.id() + " is not in " + IdLedger.FILE + " (expected: policy lint --record)")));
            known.gone(rules)
                    .forEach(id -> found.add(new Problem(
                            IdLedger.FILE, 0, 0, id + " is gone but not retired (expected: policy lint --record)")));
        });
        return found;
    }

    private static Problem at(Rule rule, String message) {
        return new Problem(rule.file(), rule.line(), 1, message);
    }
}
