package io.jianhu.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.model.MockModel;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialTest {

    @Test
    void withoutGuardsEverythingIsSeenAndHeard() throws InterruptedException, WrongAnswer {
        try (MockModel model = MockModel.start(new Dialogue(1, 0))) {
            Target target = new Target(model.port(), Pace.NONE.path(), Optional.empty());
            Arm arm = new Arm(Arm.DIRECT, target, target, Optional.empty(), Arm.Kind.PASSES);
            assertThat(Trial.of(arm, "书馆号"))
                    .isEqualTo(new Trial(
                            Arm.DIRECT,
                            Trial.Question.SEEN,
                            Trial.Question.SEEN,
                            Trial.Answer.HEARD,
                            Trial.Answer.HEARD));
        }
    }
}
