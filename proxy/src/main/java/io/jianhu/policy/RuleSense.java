package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Condition;
import io.jianhu.source.Fields;
import java.util.Optional;

/** Finds what each key of a rule allows and all of them together do not. */
final class RuleSense {
    private final Fields fields;
    private final Rule rule;
    private final Words words;

    RuleSense(Fields fields, Rule rule, Words words) {
        this.fields = fields;
        this.rule = rule;
        this.words = words;
    }

    void check(Optional<Condition> condition) {
        if (rule.action().kind() == Action.Kind.BRAKE) {
            brake();
        }
        condition.ifPresent(this::judge);
        identifiers(condition.isPresent());
    }

    private void brake() {
        if (rule.severity() != Severity.CRITICAL) {
            fields.problem("severity", "brake stops a robot for everyone (expected: critical)");
        }
        if (rule.mode() == Mode.CANARY) {
            fields.problem("mode", "brake stops a robot for everyone, not for a share (expected: shadow or enforce)");
        }
    }

    private void judge(Condition condition) {
        if (!rule.asks()) {
            return;
        }
        if (rule.mode() != Mode.OFF && MatchReader.holdsAlways(condition)) {
            fields.problem(
                    "match",
                    "there is no judge, so the rule matches every text"
                            + " (expected: judge beside other matchers in 'all', onFailure: open, or mode: 'off')");
        }
        if (rule.effect() != rule.action().kind()
                && rule.action().notice().isEmpty()
                && !words.hasNotice(RuleReader.HOLD)) {
            fields.problem("onFailure", "'" + RuleReader.HOLD + "' does not exist in notices/ (expected: to escalate)");
        }
    }

    /** Personal data in a question is always hidden from the model, so a rule there can only give the hiding a name. */
    private void identifiers(boolean looks) {
        boolean question = rule.stages().stream().anyMatch(stage -> stage.side() == Side.QUESTION);
        if (question && rule.action().kind() == Action.Kind.MASK && looks) {
            fields.problem(
                    "action",
                    "only identifiers are hidden from the model, and always"
                            + " (expected: stages output and tool_call, or refuse)");
        }
        if (rule.kinds().isEmpty() || !question) {
            return;
        }
        String always = "identifiers in a question are always masked";
        if (rule.action().kind() != Action.Kind.MASK) {
            fields.problem("action", always + " (expected: kind mask, or other matchers beside them in 'all')");
        }
        if (rule.mode() == Mode.SHADOW || rule.mode() == Mode.CANARY) {
            fields.problem("mode", always + " (expected: enforce)");
        }
        if (rule.level() > 1) {
            fields.problem("level", always + " (expected: 1)");
        }
        if (!rule.scope().equals(Scope.ALL)) {
            fields.problem("scope", always + " (expected: no scope)");
        }
    }
}
