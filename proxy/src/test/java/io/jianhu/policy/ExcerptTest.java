package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.text.Span;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final List<String> VALUES =
            List.of("13800138000", "11010519491231002X", "zhang.san@example.com", "138 0013 8000");
    private static final String FOUND = "保证办好";

    @Provide
    Arbitrary<List<String>> pieces() {
        Arbitrary<String> words = Arbitraries.of("您好", "，", "办理居住证", "\n", "😀", "〔手机号·k3f9ab〕", "号", "a1");
        return Arbitraries.oneOf(words, Arbitraries.of(VALUES).map(value -> "，" + value + "，"))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void noIdentifierStandsInItNorAPieceOfOne(
            @ForAll("pieces") List<String> before, @ForAll("pieces") List<String> after) {
        String start = String.join("", before);
        String text = start + FOUND + String.join("", after);
        Excerpt excerpt = Excerpt.of(text, new Span(start.length(), start.length() + FOUND.length()), List.of());
        assertThat(excerpt.words().length()).isLessThanOrEqualTo(Excerpt.MOST);
        assertThat(excerpt.words()).doesNotContain("1380", "8000", "110105", "1002X", "zhang", "example.com");
        assertThat(shown(excerpt)).isEqualTo(FOUND);
    }

    @Property(tries = 200)
    void whatIsHiddenIsNeverShownWhereverItLies(
            @ForAll @IntRange(max = 40) int from, @ForAll @IntRange(max = 40) int to) {
        String text = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张";
        Span hidden = new Span(Math.min(from, to) % text.length(), Math.min(text.length(), Math.max(from, to)));
        Excerpt excerpt = Excerpt.of(text, new Span(10, 14), List.of(hidden, new Span(12, 16)));
        String secret = text.substring(hidden.start(), hidden.end());
        for (int i = 0; i < secret.length(); i++) {
            if (secret.charAt(i) != '辰') { // stands there twice
                assertThat(excerpt.words()).doesNotContain(String.valueOf(secret.charAt(i)));
            }
        }
        assertThat(excerpt.words()).doesNotContain("寅", "卯", "巳").contains("[已隐藏]");
        assertThat(excerpt.place().end()).isLessThanOrEqualTo(excerpt.words().length());
    }

    @Test
    void whatWasFoundStandsInTheMiddle() {
        String text = "一".repeat(5000) + FOUND + "二".repeat(5000);
        Excerpt excerpt = Excerpt.of(text, new Span(5000, 5004), List.of());
        assertThat(excerpt.words()).hasSize(80).startsWith("一".repeat(38) + FOUND + "二");
        assertThat(shown(excerpt)).isEqualTo(FOUND);
    }

    @Test
    void whatIsLongIsShownFromItsBeginning() {
        Excerpt excerpt = Excerpt.of("好".repeat(20_000), new Span(10, 19_990), List.of());
        assertThat(excerpt.words()).hasSize(80);
        assertThat(excerpt.place()).isEqualTo(new Span(0, 80));
    }

    @Test
    void whatWasFoundMayItselfBeHidden() {
        Excerpt excerpt = Excerpt.of("我的号码是13800138000，谢谢", new Span(5, 16), List.of());
        assertThat(excerpt.words()).isEqualTo("我的号码是[手机号]，谢谢");
        assertThat(excerpt.words().substring(excerpt.place().start())).startsWith("[手机号]");
    }

    @Test
    void anEmptyTextHasAnEmptyExcerpt() {
        assertThat(Excerpt.of("", new Span(0, 0), List.of())).isEqualTo(new Excerpt("", new Span(0, 0)));
    }

    private static String shown(Excerpt excerpt) {
        return excerpt.words()
                .substring(excerpt.place().start(), excerpt.place().end());
    }
}
