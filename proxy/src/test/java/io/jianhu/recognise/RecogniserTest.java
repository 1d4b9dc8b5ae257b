package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each recogniser finds and what it leaves. The numbers are published samples or of reserved ranges. */
class RecogniserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    电话13800138000请回              | 13800138000
                    19999000001                      | 19999000001
                    电话：138 0013 8000。            | 138 0013 8000
                    电话：138-0013-8000。            | 138-0013-8000
                    电话：1380013 8000               | 1380013 8000
                    1 3 8 0 0 1 3 8 0 0 0            | 1 3 8 0 0 1 3 8 0 0 0
                    请拨+8613800138000               | +8613800138000
                    请拨+86 138 0013 8000            | +86 138 0013 8000
                    请拨008613800138000              | 008613800138000
                    请拨8613800138000                | 8613800138000
                    请拨86-138-0013-8000             | 86-138-0013-8000
                    １３８００１３８０００           | １３８００１３８０００
                    ＋８６１３８００１３８０００     | ＋８６１３８００１３８０００
                    138.0013.8000                    | 138.0013.8000
                    1.13800138000                    | 13800138000
                    tel13800138000x                  | 13800138000
                    在2026-11-23 13800138000来电     | 13800138000
                    身份12345 13800138000            | 13800138000
                    13800138000/123                  | 13800138000
                    "{""p"":""\\u4e0013800138000""}" | 13800138000
                    """)
    void mobileNumbers(String text, String value) {
        assertThat(Sights.found(text)).containsExactly("mobile:" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "110",
                "请拨12356或119",
                "400-800-1234",
                "0755-12345678",
                "12800138000",
                "1380013800",
                "138001380001",
                "订单123456789012345678",
                "订单2026112313800138000",
                "金额13800138000.00元",
                "比值0.13800138000",
                "150 200 300 40",
                "1990-01-01 001",
                "13,800,138,000",
                "13800138000139001390001370013700",
                "2026年11月23日13时",
                "12.159.123"
            })
    void noMobileNumbers(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    身份证11010519491231002X已登记          | 11010519491231002X
                    身份证11010519491231002x已登记          | 11010519491231002x
                    440524188001010014                      | 440524188001010014
                    110105 19491231 002X                    | 110105 19491231 002X
                    110105-19491231-002X，                  | 110105-19491231-002X
                    1101 0519 4912 3100 2X                  | 1101 0519 4912 3100 2X
                    １１０１０５１９４９１２３１００２Ｘ    | １１０１０５１９４９１２３１００２Ｘ
                    11010519491231002X13800                 | 11010519491231002X
                    """)
    void identityNumbers(String text, String value) {
        assertThat(Sights.found(text)).containsExactly("resident-id:" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "110105194902300022",
                "999001199001010011",
                "11010520990101003X",
                "2110105194912310021",
                "11010519491231002",
                "911840199001010018"
            })
    void noIdentityNumbers(String text) {
        assertThat(Sights.found(text)).noneMatch(found -> found.startsWith("resident-id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    卡号4111111111111111。      | 4111111111111111
                    卡号4111 1111 1111 1111转账 | 4111 1111 1111 1111
                    卡号4111-1111-1111-1111转账 | 4111-1111-1111-1111
                    ４１１１１１１１１１１１１１１１ | ４１１１１１１１１１１１１１１１
                    卡6222021234567890128到账   | 6222021234567890128
                    """)
    void bankCards(String text, String value) {
        assertThat(Sights.found(text)).containsExactly("bank-card:" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "9999991234567893",
                "0000000000000000",
                "4444444444444444",
                "41111111111111110000",
                "411111111111111",
                "490154203237518",
                "4111,1111,1111,1111"
            })
    void noBankCards(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    邮箱zhang.san@example.com请回  | zhang.san@example.com
                    zhang_san+a@mail.example.com.cn。 | zhang_san+a@mail.example.com.cn
                    zhang%40example.com            | zhang%40example.com
                    ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ | ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ
                    13800138000@139.com            | 13800138000@139.com
                    138 0013 8000@139.com          | 138 0013 8000@139.com
                    --------zhang@example.com.     | zhang@example.com
                    a@b@example.com                | b@example.com
                    mailto:zhang@example.com?subject=x | zhang@example.com
                    {"t":"行\\nzhang@example.com"} | zhang@example.com
                    """)
    void addresses(String text, String value) {
        assertThat(Sights.found(text)).containsExactly("email:" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhang@example",
                "zhang@example.c",
                "@example.com",
                "zhang@@example.com",
                "价格5@8.0元",
                "zhang%2540example.com",
                "java -jar a.b.c"
            })
    void noAddresses(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1\u200b3\u200b8\u200b0\u200b0138000, mobile",
        "138\u00ad0013\u20608000, mobile",
        "1101\ufeff0519491231002X, resident-id",
        "4111\u200d111111111111, bank-card",
        "zhang\u200b@exa\u200bmple.com, email",
        "\ud835\udfcf3800138000, mobile",
        "1\ufe0f\u20e33800138000, mobile",
        "\\u0031\\u0033800138000, mobile"
    })
    void invisibleCharactersHideNothing(String value, String kind) {
        assertThat(Sights.found("我的是" + value + "谢谢")).containsExactly(kind + ":" + value);
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000 13900139000, mobile:13800138000 mobile:13900139000",
        "13800138000、zhang@example.com, mobile:13800138000 email:zhang@example.com",
        "zhang@example.com13800138000, email:zhang@example.com mobile:13800138000",
        "440524188001010014 13800138000, resident-id:440524188001010014 mobile:13800138000"
    })
    void severalValuesStandSideBySide(String text, String found) {
        assertThat(String.join(" ", Sights.found(text))).isEqualTo(found);
    }
}
