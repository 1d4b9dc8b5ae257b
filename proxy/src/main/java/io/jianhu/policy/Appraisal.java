package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.guard.Guard;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rulebook says of one whole text, outside the gateway.
 *
 * @param findings all that the guards of the stage report, those of rules that do not apply included
 * @param ruling what follows from them
 */
public record Appraisal(List<Finding> findings, Ruling ruling) {

    public Appraisal {
        findings = List.copyOf(findings);
    }

    public static Appraisal of(Rulebook rulebook, Situation situation, Stage stage, String text) {
        List<Finding> findings = new ArrayList<>();
        for (Guard guard : rulebook.guards(stage.side())) {
            Guard.Watch watch = guard.watch(stage.side());
            watch.read(text, findings::add);
            watch.end(findings::add);
        }
        Ruling ruling = rulebook.decide(situation, stage, findings);
        return new Appraisal(findings, ruling.and(rulebook.score(stage.side(), ruling)));
    }
}
