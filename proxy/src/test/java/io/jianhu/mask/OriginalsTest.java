package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static io.jianhu.mask.Texts.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Original;
import io.jianhu.chat.Role;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which values are told as the citizen's own. */
class OriginalsTest {

    private static final String MOBILE = "13800138000";

    private static List<String> values(Masked masked) {
        return masked.originals().stream().map(Original::value).toList();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyWhatTheCitizenWroteIsTheCitizens(Role role) {
        Masked masked = Texts.masker().mask(raw(message(Role.USER, "您好"), message(role, "手机号" + MOBILE)));
        assertThat(Texts.text(masked, 1)).doesNotContain(MOBILE);
        assertThat(values(masked)).isEqualTo(role == Role.USER ? List.of(MOBILE) : List.of());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatOthersWriteInAnotherWayIsTheCitizensToo(Role role) {
        Masked masked = Texts.masker().mask(raw(message(role, "手机号138 0013 8000"), message(Role.USER, "手机号" + MOBILE)));
        assertThat(values(masked)).containsExactly("138 0013 8000", MOBILE);
    }

    @Test
    void eachIsToldWithItsPlaceholderAndKindInOrder() {
        Masked masked = Texts.masker().mask(raw(message(Role.USER, "手机" + MOBILE + "，车牌粤B12345，再说一遍" + MOBILE)));
        assertThat(masked.originals()).extracting(Original::kind).containsExactly("mobile", "plate");
        assertThat(masked.originals()).extracting(Original::label).containsExactly("手机号", "车牌号");
        assertThat(Texts.text(masked, 0))
                .isEqualTo("手机%s，车牌%s，再说一遍%s"
                        .formatted(
                                masked.originals().get(0).placeholder(),
                                masked.originals().get(1).placeholder(),
                                masked.originals().get(0).placeholder()));
        assertThat(masked.toString()).doesNotContain(MOBILE, "12345");
    }

    @Test
    void aMadeUpValueIsAPlaceholderToo() {
        Privacy privacy = new Privacy(Set.of(), Set.of(), Privacy.Style.SURROGATES, true);
        Masked masked = Texts.masker().mask(raw(message(Role.USER, "手机" + MOBILE)), privacy);
        assertThat(masked.originals()).singleElement().satisfies(original -> {
            assertThat(original.placeholder()).startsWith("19999");
            assertThat(Texts.text(masked, 0)).isEqualTo("手机" + original.placeholder());
        });
    }

    @Test
    void whatOnlyLooksLikeAPlaceholderIsNobodys() {
        assertThat(Texts.masker().mask(raw(message(Role.USER, "〔手机号·k3f9ab〕"))).originals())
                .isEmpty();
    }

    @Property(tries = 200)
    void puttingThemBackGivesWhatTheCitizenWrote(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 99_999_999) Integer> numbers) {
        String said = String.join(
                "；",
                numbers.stream().map(number -> "手机号138%08d".formatted(number)).toList());
        Masked masked = Texts.masker().mask(raw(message(Role.USER, said)));
        String back = Texts.text(masked, 0);
        for (Original original : masked.originals()) {
            back = back.replace(original.placeholder(), original.value());
        }
        assertThat(back).isEqualTo(said);
        assertThat(values(masked)).doesNotHaveDuplicates();
    }
}
