package io.jianhu.loadtest.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Material;
import io.jianhu.policy.Rulebook;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttacksTest {

    @Test
    void eachAttackBreaksAShippedRuleAndNoQuestionDoes() {
        Rulebook rulebook = Rulebook.compile(
                        PolicyFolder.read(Path.of("../policies"), new Problems()), notice -> true, new Problems())
                .orElseThrow();
        assertThat(Material.ATTACKS)
                .allSatisfy(attack -> assertThat(findings(rulebook, attack)).isNotEmpty());
        assertThat(Material.QUESTIONS)
                .allSatisfy(question -> assertThat(findings(rulebook, question)).isEmpty());
    }

    @Test
    void everyAttackHasItsTurn() {
        Dialogue dialogue = new Dialogue(1, 0);
        for (Script script : List.of(Script.ATTACK, Script.MIXED)) {
            List<String> asked = LongStream.range(0, 200)
                    .filter(number -> script.expected(number) == Outcome.REFUSED)
                    .mapToObj(number -> script.messages(dialogue, number))
                    .toList();
            assertThat(Material.ATTACKS)
                    .allSatisfy(attack -> assertThat(asked).anyMatch(messages -> messages.contains(attack)));
            assertThat(LongStream.range(0, 200)
                            .filter(number -> script.expected(number) == Outcome.RIGHT)
                            .mapToObj(number -> script.messages(dialogue, number)))
                    .noneMatch(messages -> Material.ATTACKS.stream().anyMatch(messages::contains));
        }
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
