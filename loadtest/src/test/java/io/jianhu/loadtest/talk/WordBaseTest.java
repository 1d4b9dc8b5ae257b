package io.jianhu.loadtest.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Words;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A word that is looked for must not be said, or right answers would be refused. */
class WordBaseTest {

    @Test
    void noWordIsInWhatIsSaid() {
        List<String> sought = WordBase.words(1, 100_000);
        Words words =
                Words.of(sought.stream().map(Normaliser::normalise).distinct().toList());
        Dialogue dialogue = new Dialogue(1, 1);
        for (long number = 0; number < 1000; number++) {
            assertThat(words.occursIn(Normaliser.normalise(dialogue.question(number))))
                    .isFalse();
            assertThat(words.occursIn(Normaliser.normalise(dialogue.answer(number))))
                    .isFalse();
        }
        assertThat(words.occursIn(sought.getLast())).isTrue();
    }
}
