package io.jianhu.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Profile;
import io.jianhu.chat.RobotId;
import io.jianhu.policy.Appraisal;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A question means the same whatever code its placeholder bears: none reads as a word, a syllable or a number. */
class PlaceholderCodesTest {

    private static final int CODES = 50_000;

    @Test
    void noShippedRuleReadsAnythingIntoACode() {
        Problems problems = new Problems();
        Rulebook rulebook = Rulebook.compile(
                        PolicyFolder.read(Path.of("../policies"), problems), notice -> true, problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
        Situation situation =
                new Situation(new Profile(new RobotId("FT-001"), "consultation", "L1"), 1, 1, "", "", LocalDate.EPOCH);
        Random random = new Random(1);
        byte[] hash = new byte[Form.CODE_LENGTH];
        Stream<String> codes = Stream.generate(() -> {
                    random.nextBytes(hash);
                    return Form.code(hash);
                })
                .limit(CODES);

        assertThat(codes.filter(code -> {
                    String question = "老人优待证去哪个窗口换？我的手机号是«" + Form.write("手机号", code) + "»，请核对。";
                    return Appraisal.of(rulebook, situation, Stage.INPUT, question)
                                    .ruling()
                                    .verdict()
                                    .decision()
                                    .compareTo(Decision.MASK)
                            > 0;
                }))
                .isEmpty();
    }
}
