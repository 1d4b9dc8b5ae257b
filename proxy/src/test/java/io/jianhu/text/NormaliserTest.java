package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "ＡＢＣ１２３,abc123",
                "ﬁle,file",
                "①②,12",
                "㈱,(株)",
                "𝐀𝟙,a1",
                "Straße,straße",
                "café,cafe",
                "cafe\u0301,cafe",
                "我\u200B批\u200D准,我批准",
                "我\u00AD批\uFEFF准,我批准",
                "\u202E我批准\u202C,我批准",
                "我\uFE0F批\uDB40\uDC41准,我批准",
                "我\u0336批\u0336准\u0336,我批准",
                "我 批　准,我批准",
                "我*批.准,我批准",
                "我 - 批 · 准,我批准",
                "我，批准,我，批准",
                "我准予許可,我准予许可",
                "臺灣,台湾",
                "раssроrt,passport",
                "a  b\tc,a b c",
                "用 AI 批准,用ai批准",
                "a - b,a - b",
                "a.b,a.b",
                "第1 .2 条,第1 .2条",
                "我--------批,我批",
                "我---------批,我---------批",
                "한국,한국",
                "が,か"
            })
    void readsAsItLooks(String text, String expected) {
        assertThat(Normaliser.normalise(text)).isEqualTo(expected.replace('，', ','));
    }

    @Test
    void keepsLineBreaksAndReplacesBrokenPairs() {
        assertThat(Normaliser.normalise("我\r\n批\u2028准")).isEqualTo("我\n\n批\n准");
        assertThat(Normaliser.normalise("a\uD800b\uDC00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(Normaliser.normalise("a\uD83D")).isEqualTo("a\uFFFD");
        assertThat(Normaliser.normalise("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void knowsThePlaceOfEveryCharacter() {
        assertThat(said(List.of("我\u200B 批㈱"))).containsExactly("我0-1", "批3-4", "(4-5", "株4-5", ")4-5");
        assertThat(said(List.of("\uD835", "\uDC00b"))).containsExactly("a0-2", "b2-3");
    }

    @Property
    void saysTheSameForAnyPieces(@ForAll("texts") String text, @ForAll Set<Integer> cuts) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            if (cuts.contains(i % 7)) {
                pieces.add(text.substring(from, i));
                from = i;
            }
        }
        pieces.add(text.substring(from));
        assertThat(said(pieces)).isEqualTo(said(List.of(text)));
    }

    @Property
    void waitsWithinWhatWasRead(@ForAll("texts") String text) {
        int[] said = {0};
        Normaliser normaliser = new Normaliser((codePoint, start, end) -> {
            assertThat(start).isGreaterThanOrEqualTo(said[0]);
            assertThat(end).isGreaterThan(start);
            said[0] = start;
        });
        int waited = 0;
        for (int i = 0; i < text.length(); i++) {
            normaliser.read(text.substring(i, i + 1));
            assertThat(normaliser.waiting()).isBetween(waited, i + 1);
            assertThat(said[0]).isLessThanOrEqualTo(normaliser.waiting());
            waited = normaliser.waiting();
            said[0] = Math.max(said[0], 0);
        }
        assertThat(normaliser.position()).isEqualTo(text.length());
    }

    @Property
    void foldsEveryCodePointOnceAndForAll(@ForAll int any) {
        int codePoint = Math.floorMod(any, 0x110000);
        String once = Normaliser.fold(codePoint);
        StringBuilder twice = new StringBuilder();
        once.codePoints().mapToObj(Normaliser::fold).forEach(twice::append);
        assertThat(twice.toString()).isEqualTo(once);
        assertThat(once.length()).isLessThanOrEqualTo(18);
    }

    @Test
    void foldsTheWholeBasicPlaneOnceAndForAll() {
        for (int codePoint = 0; codePoint <= 0xFFFF; codePoint++) {
            foldsEveryCodePointOnceAndForAll(codePoint);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("我批准aＡ1 -*.\u200B\n。\uD83D\uDE00\uD835\uDC00㈱\u0301許")
                .ofMaxLength(40);
    }

    private static List<String> said(List<String> pieces) {
        List<String> said = new ArrayList<>();
        Normaliser normaliser =
                new Normaliser((codePoint, start, end) -> said.add(Character.toString(codePoint) + start + "-" + end));
        pieces.forEach(normaliser::read);
        normaliser.end();
        return said;
    }
}
