package io.jianhu.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.policy.ShippedRules;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A question means the same whatever code its placeholder bears: none reads as a word, a syllable or a number. */
class PlaceholderCodesTest {

    private static final int CODES = 50_000;

    @Test
    void noShippedRuleReadsAnythingIntoACode() {
        ShippedRules rules = new ShippedRules();
        Random random = new Random(1);
        byte[] hash = new byte[Form.CODE_LENGTH];
        Stream<String> codes = Stream.generate(() -> {
                    random.nextBytes(hash);
                    return Form.code(hash);
                })
                .limit(CODES);

        assertThat(codes.filter(code -> {
                    String question = "老人优待证去哪个窗口换？我的手机号是«" + Form.write("手机号", code) + "»，请核对。";
                    return rules.decision(question).compareTo(Decision.MASK) > 0;
                }))
                .isEmpty();
    }
}
