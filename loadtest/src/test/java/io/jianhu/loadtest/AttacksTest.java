package io.jianhu.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.policy.Rulebook;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttacksTest {

    @Test
    void eachAttackBreaksAShippedRuleAndNoQuestionDoes() throws IOException {
        Rulebook rulebook = Rulebook.compile(Shipped.policies(), notice -> true, new Problems())
                .orElseThrow();
        assertThat(Material.ATTACKS)
                .allSatisfy(attack -> assertThat(findings(rulebook, attack)).isNotEmpty());
        assertThat(Material.QUESTIONS)
                .allSatisfy(question -> assertThat(findings(rulebook, question)).isEmpty());
    }

    private static List<String> findings(Rulebook rulebook, String text) {
        List<String> found = new ArrayList<>();
        for (Guard guard : rulebook.guards(Side.QUESTION)) {
            Guard.Watch watch = guard.watch(Side.QUESTION);
            watch.read(text, finding -> found.add(finding.toString()));
            watch.end(finding -> found.add(finding.toString()));
        }
        return found;
    }
}
