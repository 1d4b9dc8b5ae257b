package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What RFC 8259 allows and forbids, and where this house is stricter. In a text {@code ~} is a line feed, and
 * {@code BOM} a byte order mark.
 */
class JsonCasesTest {

    private final JsonText json = new JsonText(1 << 20, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Values by themselves, and white space around them.
                "null",
                "true",
                "false",
                "\"\"",
                "\"问\"",
                "0",
                "-0",
                "42",
                "-1",
                "[]",
                "{}",
                " 1 ",
                "~[]~",
                "\t{ }\t",
                "[1 , 2]",
                "[ 1,2 ]",
                "{\"a\" : 1 }",
                "[[] ]",
                "[~1~,~2~]",
                // Numbers.
                "[0e1]",
                "[0e+1]",
                "[0E-1]",
                "[1E22]",
                "[1.5]",
                "[-1.5e-3]",
                "[0.000]",
                "[1e400]",
                "[-1e-400]",
                "[123456789012345678901234567890]",
                "[0.30000000000000000000000000000004]",
                // Strings.
                "[\"\\u0000\"]",
                "[\"\\u4eBa\"]",
                "[\"\\uD83D\\uDE42\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\\\\u0041\"]",
                "[\"\\uFFFF\"]",
                "[\"a/*b*/c//d#e\"]",
                "[\"\u2028\u2029\"]",
                "[\"\u007F\"]",
                "[\"\uFEFF\"]",
                "[\"\uDBFF\uDFFF\"]",
                "[\"\uE000\"]",
                // Objects and arrays.
                "{\"\":0}",
                "{\"a\":[],\"b\":{}}",
                "{\"a\\u0000b\":1}",
                "{\"问\":1}",
                "[null,1,\"1\",{}]",
                "[[[[[]]]]]"
            })
    void isAccepted(String text) throws Exception {
        Json value = json.read(bytes(text));
        assertThat(json.read(json.write(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Structure.
                "",
                " ",
                "~",
                "[",
                "]",
                "{",
                "}",
                "[}",
                "{]",
                "[1",
                "[1,",
                "[,",
                "[,1]",
                "[1,]",
                "[1,,2]",
                "[1 2]",
                "[1]]",
                "[[1]",
                "1 2",
                "[]{}",
                "[]x",
                "[] ,",
                "[][",
                "[\"a\"",
                "[\"a",
                "\"a",
                "\"",
                "[\"a\" \"b\"]",
                "[:]",
                "[1:2]",
                "*",
                "<1>",
                "[<null>]",
                "(1)",
                "abc",
                "å",
                "[x]",
                "[a\t]",
                "[1]\0",
                "\0[1]",
                "[1\0]",
                // Objects.
                "{a:1}",
                "{1:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\",1}",
                "{null:1}",
                "{[]:1}",
                "{\"a\":1}}",
                "{\"a\":\"b\"",
                "{\"a\":1}#",
                "{\"a\":1}/**/",
                "{\"a\":/**/1}",
                "//x~1",
                "/*x*/1",
                "#x~1",
                // Numbers.
                "+1",
                "-",
                "--1",
                "[-a]",
                "01",
                "-01",
                "00",
                "1.",
                ".1",
                "-.1",
                "1.e1",
                "1e",
                "1e+",
                "1e-",
                "1E",
                "1ee1",
                "1e1.5",
                "1.2.3",
                "1..2",
                "0x1",
                "0x",
                "0b1",
                "1_000",
                "1,000",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "Inf",
                "1a",
                "1+2",
                "1 000.0",
                "0e",
                "0.e1",
                "1f",
                "1L",
                "１",
                "[-１]",
                "- 1",
                "1-",
                // Names of values.
                "True",
                "TRUE",
                "nul",
                "tru",
                "fals",
                "nulll",
                "undefined",
                "none",
                "nan",
                "true1",
                "truefalse",
                // Strings.
                "'a'",
                "`a`",
                "“a”",
                "\"~\"",
                "\"\t\"",
                "\"\0\"",
                "\"\u001F\"",
                "\"\\a\"",
                "\"\\x41\"",
                "\"\\'\"",
                "\"\\u\"",
                "\"\\u1\"",
                "\"\\u123\"",
                "\"\\u123g\"",
                "\"\\U0041\"",
                "\"\\\"",
                "\"\\",
                "\"\\ud83d\\u\"",
                "\"\\ud83d\\\"",
                "\"\\🙂\"",
                "\"\\u００４１\"",
                "a\"b\"",
                "\"a\"b",
                // White space of other kinds.
                "[\u00A0]",
                "[\u000B]",
                "[\f]",
                "[\u2003]",
                "[\u2060]",
                "\u0085[]",
                "[]\u3000",
                "[\u200B1]",
                // Where this house is stricter.
                "BOM{}",
                "BOM",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":2}",
                "[{\"b\":{\"c\":1,\"c\":2}}]",
                "[\"\\ud83d\"]",
                "[\"\\ude42\"]",
                "[\"\\ude42\\ud83d\"]",
                "[\"\\ud83d\\ud83d\\ude42\"]",
                "[\"\\ud83dx\"]",
                "[\"x\\ud83d\"]",
                "{\"\\ud83d\":1}"
            })
    void isRefused(String text) {
        assertThatThrownBy(() -> json.read(bytes(text))).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @CsvSource({
        "continuation alone, 80",
        "two bytes cut, C3",
        "three bytes cut, E4BA",
        "four bytes cut, F09F99",
        "overlong slash of two bytes, C0AF",
        "overlong slash of three bytes, E080AF",
        "overlong slash of four bytes, F08080AF",
        "overlong null, C080",
        "six bytes, FC83BFBFBFBF",
        "beyond Unicode, F4BFBFBF",
        "high surrogate, EDA080",
        "low surrogate, EDBFBF",
        "pair of surrogates, EDA0BDEDB982",
        "never a byte, FE",
        "Latin 1, E9"
    })
    void isNotUtf8(String name, String hex) {
        byte[] string = HexFormat.of().parseHex("5B22" + hex + "225D");
        assertThatThrownBy(() -> json.read(string)).as(name).hasMessageStartingWith("not UTF-8 at byte ");
        byte[] alone = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> json.read(alone)).as(name).hasMessageStartingWith("not UTF-8 at byte ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFE5B0031005D00", "FEFF005B0031005D", "5B0031005D00", "005B0031005D", "0000005B"})
    void otherEncodingsAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> json.read(bytes)).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":1,\"a\":2,\"m\":{\"y\":[],\"b\":{}}}",
                "{\"10\":1,\"9\":2,\"1\":3,\"\":4}",
                "[1.0,1.00,1.50e+01,1E5,1e5,-0,-0.0,0e0,1e400,-1E-400]",
                "[9007199254740993,18446744073709551616,0.1000000000000000055511151231257827]",
                "[\"/\",\"<>&'\",\"\u2028\",\"é🙂\",\"\uFFFF\",\"\u007F\"]"
            })
    void isWrittenByteForByte(String text) throws Exception {
        assertThat(new String(json.write(json.read(bytes(text))), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    private static byte[] bytes(String text) {
        return text.replace("~", "\n").replace("BOM", "\uFEFF").getBytes(StandardCharsets.UTF_8);
    }
}
