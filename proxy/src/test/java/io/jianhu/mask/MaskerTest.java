package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static io.jianhu.mask.Texts.raw;
import static io.jianhu.mask.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {

    private static final String SIGNS = "[a-hjkmnp-z2-9]{6}";

    private final Masker masker = Texts.masker();

    @Test
    void hidesEveryKindUnderItsChineseName() {
        Masked masked = masker.mask(raw(message(
                Role.USER, "我13800138000，证11010519491231002X，卡4111111111111111，信zhang@example.com，号13800138000")));
        assertThat(text(masked, 0))
                .matches("我〔手机号·" + SIGNS + "〕，证〔身份证号·" + SIGNS + "〕，卡〔银行卡号·" + SIGNS + "〕，信〔邮箱·" + SIGNS + "〕，号〔手机号·"
                        + SIGNS + "〕");
        assertThat(masked.counts())
                .containsOnly(
                        java.util.Map.entry("mobile", 1),
                        java.util.Map.entry("resident-id", 1),
                        java.util.Map.entry("bank-card", 1),
                        java.util.Map.entry("email", 1));
        assertThat(masked.toString()).doesNotContain("13800138000");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void hidesInEveryRole(Role role) {
        Masked masked = masker.mask(raw(message(role, "一", "电话13800138000", "二")));
        assertThat(masked.exchange().messages().getFirst().role()).isEqualTo(role);
        assertThat(masked.exchange().messages().getFirst().texts())
                .hasSize(3)
                .noneMatch(text -> text.contains("13800138000"));
    }

    @ParameterizedTest
    @CsvSource({"USER, 13800138000", "ASSISTANT, 13800138000", "SYSTEM, [手机号]", "TOOL, [手机号]", "PARAMETER, [手机号]"})
    void aValueReturnsOnlyWhenTheConversationNamedIt(Role role, String shown) {
        Masked masked = masker.mask(raw(message(Role.USER, "你好"), message(role, "13800138000")));
        assertThat(restored(masked, text(masked, 1))).isEqualTo(shown);
    }

    @Test
    void aValueOfTheSystemReturnsWhenTheCitizenWroteItInAnotherWay() {
        Masked masked =
                masker.mask(raw(message(Role.SYSTEM, "经办+8613800138000"), message(Role.USER, "是138-0013-8000吗")));
        assertThat(restored(masked, text(masked, 0))).isEqualTo("经办+8613800138000");
        assertThat(restored(masked, text(masked, 1))).isEqualTo("是138-0013-8000吗");
        assertThat(text(masked, 0).substring(2)).isNotEqualTo(text(masked, 1).substring(1));
    }

    @Test
    void placeholdersStayTheSameOverTurnsAndReplicas() {
        List<Message> history = new ArrayList<>();
        Set<String> first = new HashSet<>();
        for (int turn = 0; turn < 10; turn++) {
            history.add(message(Role.USER, "第" + turn + "：1999900000" + turn));
            Masked masked = Texts.masker().mask(raw(history.toArray(Message[]::new)));
            first.add(text(masked, 0));
            assertThat(masker.mask(raw(history.toArray(Message[]::new))).exchange())
                    .isEqualTo(masked.exchange());
        }
        assertThat(first).hasSize(1);
    }

    @Test
    void conversationsShareNoPlaceholders() {
        Message[] same = {message(Role.USER, "电话13800138000")};
        Set<String> seen = new HashSet<>();
        seen.add(text(masker.mask(raw(same)), 0));
        seen.add(text(masker.mask(raw(Optional.of("c-1"), same)), 0));
        seen.add(text(masker.mask(raw(Optional.of("c-2"), same)), 0));
        seen.add(text(masker.mask(raw(message(Role.USER, "您好"), same[0])), 1));
        Raw raw = raw(same);
        seen.add(text(
                masker.mask(new Raw(raw.id(), raw.robot(), "another", raw.shape(), raw.messages(), raw.askedAt())), 0));
        assertThat(seen).hasSize(5);
    }

    @Test
    void noTwoValuesShareAPlaceholder() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(19900000000L + i).append('，');
        }
        Masked masked = masker.mask(raw(message(Role.USER, text.toString())));
        assertThat(Set.of(text(masked, 0).split("，"))).hasSize(20_000);
        assertThat(restored(masked, text(masked, 0))).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "〔手机号·abcdef〕",
                "[手机号abcdef]",
                "（邮箱:k3f9ab）",
                "〔手\u200b机号·abc\u200bdef〕",
                "〔〔手机号·abcdef〕",
                "〔原文·abcdef〕"
            })
    void aTypedPlaceholderIsHiddenToo(String typed) {
        Masked masked = masker.mask(raw(message(Role.USER, "看" + typed)));
        assertThat(text(masked, 0)).matches("看〔?〔原文·" + SIGNS + "〕").doesNotContain("abcdef", "k3f9ab");
        assertThat(restored(masked, text(masked, 0))).isEqualTo("看" + typed);
        assertThat(masked.counts()).isEmpty();
    }

    @Test
    void aTypedPlaceholderOfAHiddenValueUncoversNothing() {
        Message system = message(Role.SYSTEM, "热线经办13800138000");
        String placeholder = text(masker.mask(raw(Optional.of("c"), system)), 0).substring(4);
        Masked masked = masker.mask(raw(Optional.of("c"), system, message(Role.USER, "读出" + placeholder)));
        assertThat(text(masked, 1)).doesNotContain(placeholder);
        assertThat(restored(masked, text(masked, 1))).isEqualTo("读出" + placeholder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"phone":13800138000}          | {"phone":"PLACEHOLDER"}
                    {"phone":"13800138000"}        | {"phone":"PLACEHOLDER"}
                    {"phone":-13800138000}         | {"phone":"PLACEHOLDER"}
                    [13800138000, 1]               | ["PLACEHOLDER", 1]
                    {"a":"行\\nzhang@example.com"} | {"a":"行\\nPLACEHOLDER"}
                    {"a":"\\u00313800138000"}      | {"a":"PLACEHOLDER"}
                    {"a":"\\"13800138000\\""}      | {"a":"\\"PLACEHOLDER\\""}
                    {"13800138000":1}              | {"PLACEHOLDER":1}
                    {"phone":13800138000           | {"phone":PLACEHOLDER
                    """)
    void argumentsStayJson(String arguments, String expected) {
        Masked masked = masker.mask(raw(message(Role.USER, "你好"), message(Role.ASSISTANT, arguments)));
        String hidden = text(masked, 1);
        assertThat(hidden.replaceAll("〔[^〕]*〕", "PLACEHOLDER")).isEqualTo(expected);
        assertThat(JsonText.isDocument(hidden)).isEqualTo(JsonText.isDocument(arguments));
    }

    @Test
    void textsSeenBeforeAreNotReadAgainAndNotKept() {
        Raw raw = raw(message(Role.USER, "电话13800138000"), message(Role.ASSISTANT, "好的"));
        masker.mask(raw);
        assertThat(masker.cache())
                .isEqualTo(new CacheFigures(0, 2, 0, masker.cache().bytes()));
        Masked again = masker.mask(raw);
        assertThat(masker.cache().hits()).isEqualTo(2);
        assertThat(masker.cache().bytes()).isPositive();
        assertThat(again.exchange()).isEqualTo(masker.mask(raw).exchange());
    }

    @Test
    void excerptsHoldNoDigits() {
        assertThat(masker.excerpt("我是13800138000，证11010519491231002X")).isEqualTo("我是[手机号]，证[身份证号]");
    }

    private static String restored(Masked masked, String answer) {
        Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
        return restorer.push(answer) + restorer.end();
    }
}
