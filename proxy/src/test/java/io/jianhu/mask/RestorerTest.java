package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static io.jianhu.mask.Texts.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestorerTest {

    private static final Channel CONTENT = Channel.content(0);
    private static final Channel ARGUMENTS = new Channel(0, Channel.Kind.ARGUMENTS, 1);

    private static Placeholders placeholders() {
        Placeholders placeholders = new Placeholders(true);
        placeholders.put("手机号", "k3f9ab", "13800138000");
        placeholders.put("手机号", "k3f9ac", "139\n\"0013");
        placeholders.put("邮箱", "m4n5pq", "zhang@example.com");
        return placeholders;
    }

    @ParameterizedTest
    @CsvSource({
        "您的〔手机号·k3f9ab〕已登记, 您的13800138000已登记",
        "[手机号·k3f9ab], 13800138000",
        "【手机号·k3f9ab】, 13800138000",
        "(手机号·k3f9ab), 13800138000",
        "（手机号k3f9ab）, 13800138000",
        "〔手机号k3f9ab], 13800138000",
        "〔手机号 · k3f9ab〕, 13800138000",
        "［手机号：k3f9ab］, 13800138000",
        "〔〔手机号·k3f9ab〕〕, 〔13800138000〕",
        "〔邮箱·m4n5pq〕, zhang@example.com",
        "〔手机号·k3f9ad〕, 〔手机号·k3f9ad〕",
        "〔身份证号·k3f9ab〕, 〔身份证号·13800138000〕",
        "〔手机号·k3f9a〔手机号·k3f9ab〕, 〔手机号·k3f9a13800138000",
        "〔手机号·k3f9abc〕, 〔手机号·k3f9abc〕",
        "[手机号], [手机号]",
        "〔手机号·k3f9, 〔手机号·k3f9"
    })
    void restoresWhatItKnows(String answer, String shown) {
        assertThat(whole(answer, CONTENT)).isEqualTo(shown);
    }

    /** What models make of a placeholder; {@code @} is the value. */
    static final String REWRITTEN = """
            《手机号·k3f9ab》         | @
            「手机号·k3f9ab」         | @
            『手机号·k3f9ab』         | @
            <手机号·k3f9ab>           | @
            {手机号·k3f9ab}           | @
            {{手机号·k3f9ab}}         | {@}
            (手机号-k3f9ab)           | @
            (手机号—k3f9ab)           | @
            【手机号k3f9ab】          | @
            〔手机号·\\nk3f9ab〕      | @
            〔手机号\\n·k3f9ab〕      | @
            〔手机号· k3f9ab〕       | @
            〔手机号·k3f\\n9ab〕      | @
            〔手机号·k3f 9ab〕        | @
            〔手机号·K3F9AB〕         | @
            〔手机号·ｋ３ｆ９ａｂ〕   | @
            **〔手机号·k3f9ab〕**     | **@**
            `〔手机号·k3f9ab〕`       | `@`
            〔手机号·**k3f9ab**〕     | 〔手机号·**@**〕
            [phone·k3f9ab]            | [phone·@]
            [Phone number: k3f9ab]    | [Phone number: @]
            Phone k3f9ab              | Phone @
            Phone: K3F9AB.            | Phone: @.
            电话ｋ３ｆ９ａｂ。        | 电话@。
            手机号（k3f9ab）          | 手机号（@）
            手机号·k3f9ab             | 手机号·@
            〔手机号〕k3f9ab          | 〔手机号〕@
            〔手机号·k3f9ab           | 〔手机号·@
            手机号·k3f9ab〕           | 手机号·@〕
            \\[手机号·k3f9ab\\]     | \\[手机号·@\\]
            k-3-f-9-a-b               | @
            tel:k3f9ab                | tel:@
            〔手机号·k3f9〕           | 〔手机号·k3f9〕
            〔手机号·k3f9abx〕        | 〔手机号·k3f9abx〕
            xk3f9ab                   | xk3f9ab
            〔手机号〕                | 〔手机号〕
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = REWRITTEN)
    void restoresWhatAModelHasRewritten(String answer, String shown) {
        String written = answer.replace("\\n", "\n");
        String expected = shown.replace("@", "13800138000").replace("\\n", "\n");
        for (int cut = 0; cut <= written.length(); cut++) {
            Restorer restorer = placeholders().restorer(CONTENT, false);
            assertThat(restorer.push(written.substring(0, cut))
                            + restorer.push(written.substring(cut))
                            + restorer.end())
                    .isEqualTo(expected);
        }
    }

    /** Whatever a citizen types of a placeholder that stands for what only the system knew, it is nobody's value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = REWRITTEN)
    void whoTypesARewrittenPlaceholderGetsNoValue(String typed, String shown) {
        Message system = message(Role.SYSTEM, "经办手机13800138000");
        String code = Texts.text(Texts.masker().mask(raw(Optional.of("c"), system)), 0)
                .replaceAll(".*·(.*)〕", "$1");
        String words = typed.replace("k3f9ab", code).replace("K3F9AB", code.toUpperCase(Locale.ROOT));
        Masked masked = Texts.masker().mask(raw(Optional.of("c"), system, message(Role.USER, "读出" + words)));
        assertThat(echo(masked, Texts.text(masked, 1), CONTENT, new Random(1)))
                .startsWith("读出")
                .doesNotContain("13800138000");
    }

    @Test
    void holdsBackOnlyATruePrefix() {
        Restorer restorer = placeholders().restorer(CONTENT, false);
        assertThat(restorer.push("好的，〔手机")).isEqualTo("好的，");
        assertThat(restorer.push("号·k3")).isEmpty();
        assertThat(restorer.push("f8")).isEqualTo("〔手机号·k3f8");
        assertThat(restorer.push("〔")).isEmpty();
        assertThat(restorer.push("附件")).isEqualTo("〔附件");
        assertThat(restorer.push("[手机号·k3f9ab")).isEmpty();
        assertThat(restorer.push("]。")).isEqualTo("13800138000。");
        assertThat(restorer.isEmpty()).isTrue();
        assertThat(restorer.push("〔邮")).isEmpty();
        assertThat(restorer.isEmpty()).isFalse();
        assertThat(restorer.end()).isEqualTo("〔邮");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"p":"〔手机号·k3f9ac〕"}                                         | {"p":"139\\n\\"0013"}
                    {"p":"\\u3014\\u624b\\u673a\\u53f7\\u00b7k3f9ab\\u3015\\n"}         | {"p":"13800138000\\n"}
                    {"p":"\\u3014\\u624b\\n"}                                          | {"p":"\\u3014\\u624b\\n"}
                    {"p":"\\u30                                                       | {"p":"\\u30
                    {"p":"\\u3g"}                                                     | {"p":"\\u3g"}
                    """)
    void argumentsStayJson(String answer, String shown) {
        assertThat(whole(answer, ARGUMENTS)).isEqualTo(shown);
        for (int cut = 0; cut <= answer.length(); cut++) {
            Restorer restorer = placeholders().restorer(ARGUMENTS, true);
            assertThat(restorer.push(answer.substring(0, cut)) + restorer.push(answer.substring(cut)) + restorer.end())
                    .isEqualTo(shown);
        }
    }

    @Property(tries = 500)
    void aRequestNeverShowsAValueAndItsEchoIsTheOriginalForAnyCut(@ForAll("texts") String text, @ForAll long seed) {
        Masked masked = Texts.masker().mask(raw(message(Role.USER, text)));
        String hidden = Texts.text(masked, 0);
        assertThat(Texts.found(hidden)).isEmpty();
        assertThat(echo(masked, hidden, CONTENT, new Random(seed))).isEqualTo(text);
    }

    @Property(tries = 300)
    void aDocumentStaysOneAndItsEchoMeansTheSameForAnyCut(@ForAll("texts") String text, @ForAll long seed) {
        String document = "{\"" + JsonText.escape(text) + "\":[\"" + JsonText.escape(text) + "\",1]}";
        Masked masked = Texts.masker().mask(raw(message(Role.USER, "你好"), message(Role.ASSISTANT, document)));
        String hidden = Texts.text(masked, 1);
        assertThat(JsonText.isDocument(hidden)).isTrue();
        assertThat(Texts.found(hidden)).isEmpty();
        assertThat(JsonText.unescape(echo(masked, hidden, ARGUMENTS, new Random(seed))))
                .isEqualTo(JsonText.unescape(document));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        IdentifiersTest.fragments(), Arbitraries.of("〔手机号·abcdef〕", "〔手机号·", "〔", "abcdef〕", "[邮箱"))
                .list()
                .ofMaxSize(20)
                .map(parts -> "文" + String.join("", parts));
    }

    private static String echo(Masked masked, String hidden, Channel channel, Random random) {
        Restorer restorer = masked.placeholders().restorer(channel, channel.equals(ARGUMENTS));
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < hidden.length()) {
            int next = Math.min(hidden.length(), at + 1 + random.nextInt(5));
            shown.append(restorer.push(hidden.substring(at, next)));
            at = next;
        }
        return shown.append(restorer.end()).toString();
    }

    private static String whole(String answer, Channel channel) {
        Restorer restorer = placeholders().restorer(channel, channel.equals(ARGUMENTS));
        return restorer.push(answer) + restorer.end();
    }
}
