package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static io.jianhu.mask.Texts.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a robot's own rules about personal data do. */
class PrivacyTest {

    private static Privacy privacy(Set<String> kept, Set<String> known, Privacy.Style style, boolean reasoning) {
        return new Privacy(kept, known, style, reasoning);
    }

    private static String masked(Privacy privacy, Role role, String text) {
        return Texts.text(Texts.masker().mask(raw(message(Role.USER, "您好"), message(role, text)), privacy), 1);
    }

    @ParameterizedTest
    @CsvSource({"0755-82345678", "（0755）82345678", "0755 8234 5678", "０７５５８２３４５６７８"})
    void aPublicNumberStaysHoweverItIsWritten(String written) {
        Privacy privacy = privacy(Set.of(), Set.of("0755-82345678"), Privacy.Style.MARKS, true);
        assertThat(masked(privacy, Role.USER, "请问" + written + "是你们吗")).contains(written);
        assertThat(masked(Privacy.DEFAULT, Role.USER, "请问" + written + "是你们吗")).doesNotContain(written);
        assertThat(masked(privacy, Role.USER, "请问0755-82345679是你们吗")).doesNotContain("82345679");
    }

    @Test
    void aPublicNumberWithinALongerOneIsNotPublic() {
        Privacy privacy = privacy(Set.of(), Set.of("13800138000"), Privacy.Style.MARKS, true);
        assertThat(masked(privacy, Role.USER, "13800138000@example.com")).doesNotContain("13800138000");
    }

    @Test
    void akeptKindGoesToTheModel() {
        Privacy privacy = privacy(Set.of("plate"), Set.of(), Privacy.Style.MARKS, true);
        assertThat(masked(privacy, Role.USER, "粤B12345的车主电话13800138000"))
                .contains("粤B12345")
                .doesNotContain("13800138000");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM", "TOOL", "PARAMETER"})
    void numbersOfOfficesInWhatTheRobotKnowsStay(Role role) {
        assertThat(masked(Privacy.DEFAULT, role, "福田社保站 0755-82345678")).contains("0755-82345678");
        assertThat(masked(Privacy.DEFAULT, Role.USER, "我家 0755-82345678")).doesNotContain("82345678");
    }

    @Test
    void whatTheMakersOfARobotWriteKeepsItsNamesAndPlaces() {
        String text = "联系人：李小明，地址：深圳市福田区景田北街12号3栋502室，手机13800138000";
        assertThat(masked(Privacy.DEFAULT, Role.SYSTEM, text))
                .contains("李小明", "景田北街12号")
                .doesNotContain("13800138000");
        for (Role role : new Role[] {Role.USER, Role.ASSISTANT, Role.TOOL}) {
            assertThat(masked(Privacy.DEFAULT, role, text)).doesNotContain("李小明", "景田北街", "13800138000");
        }
    }

    @Test
    void mailboxesOfTheGovernmentAndHotlinesStay() {
        String text = "请写信到service@szft.gov.cn，或拨打12345、110、12356、400-800-1234";
        assertThat(masked(Privacy.DEFAULT, Role.USER, text)).isEqualTo(text);
    }

    @Test
    void aMadeUpValueComesBackAsTheOwn() {
        Privacy privacy = privacy(Set.of(), Set.of(), Privacy.Style.SURROGATES, true);
        Masked masked = Texts.masker().mask(raw(message(Role.USER, "手机13800138000，身份证11010519491231002X")), privacy);
        String read = Texts.text(masked, 0);
        assertThat(read).matches("手机19999[0-9]{6}，身份证7199[0-9]{13}[0-9X]");
        Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
        String mobile = read.substring(2, 13);
        String spaced = mobile.substring(0, 3) + " " + mobile.substring(3, 7) + " " + mobile.substring(7);
        assertThat(restorer.push("号码" + mobile + "，" + spaced + "。") + restorer.end())
                .isEqualTo("号码13800138000，13800138000。");
        assertThat(masked.placeholders().isOne(mobile)).isTrue();
        assertThat(masked.placeholders().isOne("13800138000")).isFalse();
    }

    @Test
    void whatTheModelThinksMayBeShownWithoutValues() {
        Channel thought = new Channel(0, Channel.Kind.REASONING, 0);
        for (boolean reasoning : new boolean[] {true, false}) {
            Masked masked = Texts.masker()
                    .mask(
                            raw(message(Role.USER, "13800138000")),
                            privacy(Set.of(), Set.of(), Privacy.Style.MARKS, reasoning));
            Restorer restorer = masked.placeholders().restorer(thought, false);
            assertThat(restorer.push(Texts.text(masked, 0)) + restorer.end())
                    .isEqualTo(reasoning ? "13800138000" : "[手机号]");
            Restorer said = masked.placeholders().restorer(Channel.content(0), false);
            assertThat(said.push(Texts.text(masked, 0)) + said.end()).isEqualTo("13800138000");
        }
    }

    @Test
    void severalOrdinaryFactsTogetherAreCounted() {
        assertThat(Texts.masker()
                        .mask(raw(message(Role.USER, "手机13800138000，邮箱zhang@example.com，车牌粤B12345")))
                        .counts())
                .containsEntry("aggregate", 1);
        assertThat(Texts.masker()
                        .mask(raw(message(Role.USER, "手机13800138000和13900139000")))
                        .counts())
                .doesNotContainKey("aggregate");
    }
}
