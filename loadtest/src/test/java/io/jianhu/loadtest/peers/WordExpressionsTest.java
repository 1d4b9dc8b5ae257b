package io.jianhu.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WordBase;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordExpressionsTest {

    private final List<String> words = WordBase.words(1, 500);

    @Test
    void oneExpressionFindsEachWordAndNothingElse() {
        Pattern pattern = Pattern.compile(WordExpressions.one(words));
        Dialogue dialogue = new Dialogue(1, 0.5);
        assertThat(words)
                .allSatisfy(word ->
                        assertThat(pattern.matcher("请问" + word + "吗").find()).isTrue());
        for (long number = 0; number < 100; number++) {
            assertThat(pattern.matcher(dialogue.question(number) + dialogue.answer(number))
                            .find())
                    .isFalse();
        }
    }

    @Test
    void severalFindThemTogether() {
        List<String> several = WordExpressions.several(words, 200);
        assertThat(several).hasSize(3);
        assertThat(words)
                .allSatisfy(word -> assertThat(several)
                        .anyMatch(expression ->
                                Pattern.compile(expression).matcher(word).find()));
    }

    @Test
    void onlyWhatFitsIsQuoted() {
        assertThat(WordExpressions.quoted(List.of("审批", "密码"), 100))
                .containsExactly("\"\\u5ba1\\u6279\"", "\"\\u5bc6\\u7801\"");
        assertThat(String.join(",", WordExpressions.quoted(words, 1000)))
                .isASCII()
                .hasSizeBetween(900, 1000);
        assertThat(WordExpressions.quoted(words, 10)).isEmpty();
    }
}
