package io.jianhu.loadtest.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DialogueTest {

    @Test
    void theSameSeedGivesTheSameDialogue() {
        Dialogue one = new Dialogue(7, 0.3);
        Dialogue same = new Dialogue(7, 0.3);
        Dialogue other = new Dialogue(8, 0.3);
        assertThat(LongStream.range(0, 500).mapToObj(one::answer))
                .containsExactlyElementsOf(
                        LongStream.range(0, 500).mapToObj(same::answer).toList());
        assertThat(LongStream.range(0, 500).mapToObj(one::question))
                .containsExactlyElementsOf(
                        LongStream.range(0, 500).mapToObj(same::question).toList());
        assertThat(LongStream.range(0, 500).mapToObj(one::answer).toList())
                .isNotEqualTo(LongStream.range(0, 500).mapToObj(other::answer).toList());
    }

    @Test
    void anAnswerHasAboutAKilobyte() {
        Dialogue dialogue = new Dialogue(1, 0);
        assertThat(LongStream.range(0, 100).mapToObj(dialogue::answer))
                .allSatisfy(answer -> assertThat(answer.getBytes(StandardCharsets.UTF_8).length)
                        .isBetween(930, 1150));
    }

    @Test
    void noTwoQuestionsAreAlike() {
        Dialogue dialogue = new Dialogue(1, 0.5);
        Set<String> questions = new HashSet<>();
        LongStream.range(0, 5000).mapToObj(dialogue::question).forEach(questions::add);
        assertThat(questions).hasSize(5000);
    }

    @Test
    void aShareOfTheQuestionsIsPersonal() {
        assertThat(personal(0)).isZero();
        assertThat(personal(1)).isEqualTo(10_000);
        assertThat(personal(0.1)).isBetween(800L, 1200L);
    }

    private static long personal(double share) {
        Dialogue dialogue = new Dialogue(1, share);
        return LongStream.range(0, 10_000)
                .filter(number -> dialogue.mobile(number).isPresent())
                .count();
    }

    @Test
    void noWordSoughtStandsInTheTexts() {
        List<String> words = WordBase.words(1, 2000);
        Dialogue dialogue = new Dialogue(1, 0.5);
        String texts = String.join("", Material.SENTENCES)
                + LongStream.range(0, 64).mapToObj(dialogue::question).reduce("", String::concat);
        assertThat(words).doesNotHaveDuplicates().hasSize(2000).noneMatch(texts::contains);
        assertThat(WordBase.words(1, 2000)).isEqualTo(words);
    }
}
