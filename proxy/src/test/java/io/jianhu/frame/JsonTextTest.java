package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private final JsonText json = new JsonText(1 << 20, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1.50,\"a\":-0,\"c\":1E400,\"d\":12345678901234567890.00100}",
                "[true,false,null,\"\",[],{}]",
                "\"请带身份证🙂\"",
                "\"\\\"\\\\\\n\\u0001\"",
                "0",
                "{\"\":{\"\":[{}]}}"
            })
    void isWrittenAsItWasRead(String text) throws Exception {
        assertThat(rewritten(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`a`:1,`a`:2} | duplicate key at 1:8",
                "{`a`:1,`\\u0061`:2} | duplicate key at 1:8",
                "{`a`:{`b`:1,`b`:2}} | duplicate key",
                "[1] [2] | something after the value at 1:5",
                "[1]x | not JSON",
                "[1,] | not JSON",
                "[01] | not JSON",
                "[NaN] | not JSON",
                "['a'] | not JSON",
                "// no\\n1 | not JSON",
                "[`\\ud83d`] | lone surrogate at 1:2",
                "[`\\ude42\\ud83d`] | lone surrogate",
                "{`\\ud83d`:1} | not JSON",
                "{`a`: | not JSON",
                "`` | no value"
            })
    void isRefusedWithoutQuotingIt(String text, String message) {
        String quoted = text.replace('`', '"').equals("\"\"") ? "" : text.replace('`', '"');
        assertThatThrownBy(() -> json.read(bytes(quoted)))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith(message)
                .hasNoCause();
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (int[] bad : List.of(
                new int[] {0xC0, 0x80},
                new int[] {0xFF},
                new int[] {0xE4, 0xBD},
                new int[] {0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80},
                new int[] {0xF4, 0x90, 0x80, 0x80})) {
            byte[] text = new byte[bad.length + 2];
            text[0] = '"';
            text[text.length - 1] = '"';
            for (int index = 0; index < bad.length; index++) {
                text[index + 1] = (byte) bad[index];
            }
            assertThatThrownBy(() -> json.read(text))
                    .isInstanceOf(MalformedJson.class)
                    .hasMessage("not UTF-8 at byte 1");
        }
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThatThrownBy(() -> json.read(bytes("\uFEFF{}"))).hasMessage("byte order mark at 1:1");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        for (String bomb : List.of(
                "[".repeat(33) + "]".repeat(33),
                "[".repeat(100_000),
                "{\"" + "k".repeat(257) + "\":1}",
                "[" + "1".repeat(1001) + "]",
                "[" + "1,".repeat(50_000) + "1]")) {
            assertThatThrownBy(() -> json.read(bytes(bomb)))
                    .isInstanceOf(MalformedJson.class)
                    .hasMessageStartingWith("too deep, too long or too many values");
        }
        assertThatThrownBy(() -> new JsonText(10, false).read(bytes("\"0123456789\"")))
                .hasMessage("longer than 10 bytes");
    }

    @Test
    void whatIsJustEnoughPasses() throws Exception {
        json.read(bytes("[".repeat(32) + "]".repeat(32)));
        json.read(bytes("{\"" + "k".repeat(256) + "\":" + "1".repeat(1000) + "}"));
    }

    @Test
    void anErrorHasNoStack() {
        assertThatThrownBy(() -> json.read(bytes("13800138000x")))
                .satisfies(error -> assertThat(error.getStackTrace()).isEmpty())
                .hasMessageNotContaining("138");
    }

    @Test
    void nothingPrintsWords() throws Exception {
        assertThat(json.read(bytes("{\"secret\":[\"secret\",13800138000]}")).toString())
                .doesNotContain("secret", "138");
    }

    @Test
    void halvesOfSurrogatePairsMayBeAllowed() throws Exception {
        assertThat(new JsonText(100, true).read(bytes("\"\\ud83d\""))).isEqualTo(new Json.Text("\uD83D"));
    }

    @Property(tries = 300)
    void anyValueSurvives(@ForAll("values") Json value) throws Exception {
        assertThat(json.read(json.write(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Json> values() {
        return value(3);
    }

    private static Arbitrary<Json> value(int depth) {
        Arbitrary<String> strings = Arbitraries.strings().ofMaxLength(20).map(Surrogates::mended);
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                strings.map(Json.Text::new),
                Arbitraries.of("0", "-1.50", "1e9", "true", "null").map(Json.Literal::new));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Json> items = value(depth - 1).list().ofMaxSize(4).map(list -> new Json.Items(new ArrayList<>(list)));
        Arbitrary<Json> members = Arbitraries.maps(strings, value(depth - 1))
                .ofMaxSize(4)
                .map(map -> new Json.Members(new LinkedHashMap<>(map)));
        return Arbitraries.oneOf(leaves, items, members);
    }

    @Test
    void keysKeepTheirOrder() throws Exception {
        Json.Members read = (Json.Members) json.read(bytes("{\"z\":1,\"a\":2}"));
        assertThat(read.map().keySet()).containsExactly("z", "a");
        assertThat(read.with("z", Json.NULL).map())
                .containsExactly(Map.entry("z", Json.NULL), Map.entry("a", new Json.Literal("2")));
    }

    private String rewritten(String text) throws MalformedJson {
        return new String(json.write(json.read(bytes(text))), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
