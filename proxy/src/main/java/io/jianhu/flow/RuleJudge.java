package io.jianhu.flow;

import io.jianhu.chat.Finding;
import io.jianhu.mask.Placeholders;
import io.jianhu.mask.Privacy;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import java.util.List;

/** What findings at one stage of an exchange mean, by the rulebook. */
record RuleJudge(Rulebook rulebook, Situation situation, Stage stage, Privacy privacy, Placeholders placeholders)
        implements Lane.Judge {

    @Override
    public Lane.Effect effect(Finding finding) {
        return switch (rulebook.decide(situation, stage, List.of(finding))
                .verdict()
                .decision()) {
            case ALLOW -> Lane.Effect.NONE;
            case MASK -> Lane.Effect.HIDE;
            case DISCLOSE, ANSWER, REFUSE, ESCALATE -> Lane.Effect.STOP;
        };
    }

    @Override
    public boolean isOpen(CharSequence words) {
        return privacy.isKnown(words) || placeholders.isOne(words);
    }

    @Override
    public int points(Finding finding) {
        return rulebook.points(situation, stage, finding);
    }
}
