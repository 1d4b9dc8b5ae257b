package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Profile;
import io.jianhu.chat.RobotId;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.time.LocalDate;

/** The rules that come with jianhu, asked for a robot that consults. */
public final class ShippedRules {

    private static final Situation SITUATION =
            new Situation(new Profile(new RobotId("FT-001"), "consultation", "L1"), 1, 1, "", "", LocalDate.EPOCH);

    private final Rulebook rulebook;

    public ShippedRules() {
        Problems problems = new Problems();
        rulebook = Rulebook.compile(PolicyFolder.read(Path.of("../policies"), problems), notice -> true, problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    /** What they decide on a first question. */
    public Decision decision(String question) {
        return Appraisal.of(rulebook, SITUATION, Stage.INPUT, question)
                .ruling()
                .verdict()
                .decision();
    }
}
