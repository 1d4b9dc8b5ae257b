package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a citizen's message lets a robot act. */
class ConsentTest {

    private static final Consent CONSENT =
            Consent.of(List.of("同意", "我同意提交", "请提交", "I agree", "Yes I agree"), List.of("是的", "好的", "谢谢", "yes"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "同意",
                "同意。",
                " 同 意 ！",
                "“同意”",
                "好的，我同意提交，谢谢！",
                "是的，请提交",
                "Ｉ ＡＧＲＥＥ",
                "yes, I agree.",
                "Yes I agree",
                "同意\n谢谢",
                "同意\u200b"
            })
    void consents(String message) {
        assertThat(CONSENT.isGivenBy(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "。",
                "好的，谢谢",
                "yes",
                "不同意",
                "不，同意",
                "不 同意",
                "同意？",
                "同意吗",
                "同意?谢谢",
                "同意，先别提交",
                "我不同意提交",
                "他说：同意",
                "同意书在哪里下载",
                "I agree, but not yet",
                "I agree?",
                "I don't agree",
                "I disagree",
                "同意👎"
            })
    void doesNotConsent(String message) {
        assertThat(CONSENT.isGivenBy(message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"同意", "yes, I agree", "请提交"})
    void withoutWordsNobodyConsents(String message) {
        assertThat(Consent.NEVER.isGivenBy(message)).isFalse();
    }
}
