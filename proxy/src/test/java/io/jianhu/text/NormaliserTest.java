package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "is  it\tso,is it so",
                "用 AI 批准,用ai批准",
                "a - b,a - b",
                "ab.cd,ab.cd",
                "第1 .2 条,第1 .2条",
                "我--------批,我批",
                "我---------批,我---------批",
                "한국,한국",
                "が,か",
                "ВОМВ,bomb",
                "вомв,bomb",
                "Αρρ,app",
                "ⅿ,m",
                "１２٣४,1234",
                "1lI0O,1li0o",
                "乾于,干于",
                "妳們,你们",
                "⻅,见",
                "力二口,力二口",
                "3×5,3×5",
                "炸|药,炸药",
                "炸/“药”,炸药”",
                "炸'药,炸药",
                "「炸」药,「炸药",
                "炸，药,炸，药",
                "炸。药,炸。药",
                "x-1/y,x-1/y",
                "it's,it's",
                "i'm a b,i'm ab"
            })
    void readsAsItLooks(String text, String expected) {
        assertThat(Normaliser.normalise(text)).isEqualTo(expected.replace('，', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "我批批批准,我批准",
        "我批*批\u200B批 准,我批准",
        "谢谢您,谢您",
        "谢谢谢谢您,谢您",
        "天天好,天好",
        "天 天-天好,天好",
        "法院院长,法院长",
        "一一三三,一三",
        "11222,11222",
        "book,book",
        "bombbb,bomb",
        "AaAA,a",
        "haha,haha",
        "……,......",
        "！！！,!!!",
        "한한한,한한한"
    })
    void saysOnceWhatIsRepeated(String text, String expected) {
        assertThat(Normaliser.normalise(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "i g n o r e   p r e v i o u s,ignore previous",
                "i-g-n-o-r-e  all,ignore all",
                "i.g n_o*r e,ignore",
                "this is a test,this is a test",
                "is a b,is ab",
                "a bc,a bc",
                "a  b,a  b",
                "a   b,a  b",
                "a  b c,a bc",
                "a b  c,ab c",
                "a  b  c d,a  b cd",
                "a  b  c,a  b  c",
                "a  b cd,a  b cd",
                "a  bc,a bc",
                "a - b,a - b",
                "a 1,a 1",
                "p a s s w o r d,password",
                "p a s s s s,pass",
                "x aaa,xa",
                "用 a b 准,用ab准",
                "a b ,ab ",
                "a\u00E9 b c,ae bc",
                "(a b),(ab)"
            })
    void joinsWordsSpelledOut(String text, String expected) {
        assertThat(Normaliser.normalise(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"火乍药,炸药", "火 乍 艹约,炸药", "贝者 博,赌博", "讠乍骗,诈骗", "言乍马扁,诈骗", "氵㸒,淫", "扌丁人,打人", "丶,丶", "爱 AI,爱AI"})
    void readsPartsAsTheWhole(String text, String whole) {
        assertThat(Normaliser.normalise(Spelling.SPLIT, text)).isEqualTo(Normaliser.normalise(Spelling.SPLIT, whole));
    }

    @ParameterizedTest
    @CsvSource({
        "炸药,zhayao",
        "zha yao,zhayao",
        "zhà-yào,zhayao",
        "zha4 yao4,zhayao",
        "ZHA4YAO4,zhayao",
        "z h a药,zhayao",
        "诈要,zhayao",
        "xi'an,xian",
        "lǜ,lu",
        "lv4,lu",
        "绿,lu",
        "第3条,di3tiao",
        "a12,a12",
        "a6,a6",
        "12345热线,12345rexian",
        "好。 b,hao。 b",
        "好 。 b,hao。 b",
        "6 - b,6 - b",
        "1 - b,b"
    })
    void readsCharactersAsTheySound(String text, String expected) {
        assertThat(Normaliser.normalise(Spelling.PINYIN, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "我批准,PLAIN,",
        "Ａ,PLAIN,COMPATIBILITY CASE",
        "é,PLAIN,COMPATIBILITY INVISIBLE",
        "我\u200B批,PLAIN,INVISIBLE",
        "раss,PLAIN,CONFUSABLE",
        "許可,PLAIN,TRADITIONAL",
        "ABC,PLAIN,CASE",
        "我 批,PLAIN,SEPARATOR",
        "我*批,PLAIN,SEPARATOR",
        "is   it,PLAIN,SEPARATOR",
        "is  it,PLAIN,SEPARATOR",
        "批批,PLAIN,REPEATED",
        "谢谢,PLAIN,REPEATED",
        "a b,PLAIN,SPACED_LETTERS",
        "炸,SPLIT,SPLIT",
        "炸,PINYIN,PINYIN",
        "a-b1,PINYIN,PINYIN",
        "ab,PINYIN,",
        "許*許Ａ Ｂ,PLAIN,COMPATIBILITY TRADITIONAL CASE SEPARATOR REPEATED SPACED_LETTERS"
    })
    void tellsWhatItDid(String text, Spelling spelling, @Nullable String expected) {
        String told = Normaliser.folds(spelling, text).stream().map(Fold::name).collect(Collectors.joining(" "));
        assertThat(told).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD83C\uDDE8\uD83C\uDDF3",
                "1\uFE0F\u20E3",
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\u2764\uFE0F",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F"
            })
    void emojiNeitherJoinNorBreakWords(String emoji) {
        for (Spelling spelling : Spelling.values()) {
            String words = Normaliser.normalise(spelling, "批准");
            String around = Normaliser.normalise(spelling, emoji + "批准" + emoji);
            assertThat(around).contains(words).hasSizeGreaterThan(words.length());
            assertThat(Normaliser.normalise(spelling, "批" + emoji + "准")).doesNotContain(words);
        }
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
    void saysTheSameForAnyPieces(@ForAll Spelling spelling, @ForAll("texts") String text, @ForAll Set<Integer> cuts) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            if (cuts.contains(i % 7)) {
                pieces.add(text.substring(from, i));
                from = i;
            }
        }
        pieces.add(text.substring(from));
        assertThat(said(spelling, pieces)).isEqualTo(said(spelling, List.of(text)));
    }

    @Property
    void waitsWithinWhatWasRead(@ForAll Spelling spelling, @ForAll("texts") String text) {
        CheckedReader reader = new CheckedReader(spelling);
        for (int i = 0; i < text.length(); i++) {
            reader.read(text.substring(i, i + 1));
        }
        reader.end();
        assertThat(reader.position()).isEqualTo(text.length());
    }

    @Property(tries = 5000)
    void readsItsOwnReadingAsItStands(@ForAll("texts") String text) {
        String reading = Normaliser.normalise(text);
        assertThat(Normaliser.normalise(reading)).isEqualTo(reading);
    }

    @Property(tries = 5000)
    void findsInEverySpellingWhatItFindsPlainly(
            @ForAll Spelling spelling, @ForAll("texts") String text, @ForAll int from, @ForAll int to) {
        String reading = Normaliser.normalise(text);
        int start = Math.floorMod(from, reading.length() + 1);
        int end = start + Math.floorMod(to, reading.length() + 1 - start);
        String word = reading.substring(start, end);
        Assume.that(reading.contains(Normaliser.normalise(word)));
        assertThat(Normaliser.normalise(spelling, text)).contains(Normaliser.normalise(spelling, word));
    }

    @Test
    void readsEveryCodePointAsAtMostEighteen() {
        for (Spelling spelling : Spelling.values()) {
            for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
                String reading = Normaliser.normalise(spelling, Character.toString(codePoint));
                assertThat(reading.codePointCount(0, reading.length())).isLessThanOrEqualTo(18);
            }
        }
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
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("我批准aＡ1 -*.\u200B\n。\uD83D\uDE00\uD835\uDC00㈱\u0301許")
                        .ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("天天谢批一火乍炸林木aabv bcc  15'、-- \uD800\uDC00")
                        .ofMaxLength(30),
                Arbitraries.strings().withChars("abc  --").ofMaxLength(20),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static List<String> said(List<String> pieces) {
        return said(Spelling.PLAIN, pieces);
    }

    private static List<String> said(Spelling spelling, List<String> pieces) {
        List<String> said = new ArrayList<>();
        Normaliser normaliser = new Normaliser(
                spelling, (codePoint, start, end) -> said.add(Character.toString(codePoint) + start + "-" + end));
        pieces.forEach(normaliser::read);
        normaliser.end();
        return said;
    }
}
