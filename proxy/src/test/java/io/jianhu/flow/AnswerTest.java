package io.jianhu.flow;

import static io.jianhu.flow.Asking.document;
import static io.jianhu.flow.Asking.question;
import static io.jianhu.flow.Asking.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's answer as the citizen gets it: through the bytes of the wire, in whatever pieces they come. */
class AnswerTest {

    private static final String MOBILE = "13912345678";
    private static final String TWO = """
            data: {"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"甲："},"finish_reason":null},{"index":1,"delta":{"content":"乙："},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":1,"delta":{"content":"请拨1391"},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":0,"delta":{"content":"已记%s"},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":1,"delta":{"content":"2345678"},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"model":"m","choices":[{"index":1,"delta":{"content":"%s"},"finish_reason":"stop"}]}

            data: [DONE]

            """;
    private static final String TOOLS = """
            data: {"model":"m","choices":[{"index":0,"delta":{"reasoning_content":"用户给了\\u624b机%s"},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"call","arguments":"{\\"to\\":\\"%s"}}]},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"}"}}]},"finish_reason":null}]}

            data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """;

    private static final String PLACEHOLDER = placeholder();

    /** What the model is given in place of the number. */
    private static String placeholder() {
        String sent = new Hall().ask(question(true, "号码" + MOBILE), stream("好")).sent;
        return sent.replaceAll("(?s).*号码(〔[^〕]*〕).*", "$1");
    }

    private static List<String> scripts() {
        return List.of(
                stream("您好。您的", "申请我", "批准了。恭喜"),
                stream("请拨13800", "138000。", "\\u60a8的" + PLACEHOLDER.substring(0, 4), PLACEHOLDER.substring(4) + "好"),
                stream("号", PLACEHOLDER.substring(0, 5)),
                TWO.formatted(PLACEHOLDER, "完"),
                TWO.formatted(PLACEHOLDER, "我批准了。"),
                TOOLS.formatted(PLACEHOLDER, PLACEHOLDER));
    }

    private static Asking ask(List<byte[]> pieces) {
        return new Hall().ask(new Asking("FT-001", question(true, "号码" + MOBILE), pieces));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theSameIsSeenWhereverTheBytesAreCut(int script) {
        byte[] bytes = scripts().get(script).getBytes(StandardCharsets.UTF_8);
        Asking whole = ask(List.of(bytes));
        List<byte[]> ones = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            ones.add(new byte[] {bytes[at]});
            same(whole, ask(List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length))));
        }
        same(whole, ask(ones));
        assertThat(whole.given()).doesNotContain("\ufffd").endsWith("data: [DONE]\n\n");
        assertThat(whole.given().split("\\[DONE\\]", -1)).hasSize(2);
    }

    private static void same(Asking whole, Asking cut) {
        assertThat(cut.seen()).isEqualTo(whole.seen());
        assertThat(cut.stamp()).isEqualTo(whole.stamp());
        assertThat(cut.reasons()).isEqualTo(whole.reasons());
    }

    @ParameterizedTest
    @ValueSource(strings = {"您好。您的申请我批准了。恭喜", "请拨13800138000，谢谢。", "办理居住登记，请带身份证。"})
    void aDocumentShowsWhatAStreamShows(String words) {
        Asking streamed = new Hall().ask(question(true, "号码" + MOBILE), stream(words.split("", -1)));
        Asking document = new Hall().ask(question(false, "号码" + MOBILE), document(words));
        same(streamed, document);
        assertThat(streamed.content()).doesNotContain("我批准", "13800138000");
    }

    @Test
    void theNoticeStandsBeforeTheFirstWordsOfEachChoice() {
        Asking asking = ask(Asking.whole(TWO.formatted(PLACEHOLDER, "完")));
        String notice = asking.content().substring(0, asking.content().indexOf("甲："));
        assertThat(notice).contains("人工智能");
        assertThat(asking.seen().get(Channel.content(0))).isEqualTo(notice + "甲：已记" + MOBILE);
        assertThat(asking.seen().get(Channel.content(1)))
                .startsWith(notice + "乙：请拨")
                .endsWith("完");
        assertThat(asking.reasons()).containsExactly("stop", "stop");
    }

    @Test
    void oneChoiceThatIsStoppedLeavesTheOtherAsItEnded() {
        Asking asking = ask(Asking.whole(TWO.formatted(PLACEHOLDER, "我批准了。")));
        assertThat(asking.seen().get(Channel.content(0))).endsWith("甲：已记" + MOBILE);
        assertThat(asking.seen().get(Channel.content(1))).doesNotContain("批准了", MOBILE);
        assertThat(asking.reasons()).containsExactly("stop", "content_filter");
    }

    @Test
    void toolsAndThoughtsHaveTheirOwnLanesAndNoNotice() {
        Asking asking = ask(Asking.whole(TOOLS.formatted(PLACEHOLDER, PLACEHOLDER)));
        assertThat(asking.seen().get(new Channel(0, Kind.ARGUMENTS, 0))).isEqualTo("{\"to\":\"" + MOBILE + "\"}");
        assertThat(asking.seen().get(new Channel(0, Kind.REASONING, 0))).isEqualTo("用户给了手机" + MOBILE);
        assertThat(asking.content()).isEmpty();
    }

    @Test
    void structuredAnswersGetNoWordsAdded() {
        String request =
                question(true, "您好").replace("\"model\"", "\"response_format\":{\"type\":\"json_object\"},\"model\"");
        Hall hall = new Hall();
        assertThat(hall.ask(request, stream("{}")).content()).isEqualTo("{}");
        assertThat(((Event.Answered) hall.last()).notice()).isEqualTo(Event.NoticeState.IN_LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end"})
    void theLabelStandsWhereTheRobotSays(String place) {
        Hall hall = new Hall(
                Hall.edition("001191999999MA000001541FT01}", "001191999999MA000001541FT01, place: " + place + "}"),
                true);
        String content = hall.ask(question(true, "您好"), stream("好的。")).content();
        assertThat(content).contains("本回答由人工智能生成");
        assertThat(content.indexOf("好的。") > content.indexOf("本回答由")).isEqualTo(place.equals("start"));
    }

    @Test
    void wordsAfterTheEndOfTheirChoiceAreNotShown() {
        String late = stream("好的。").replace("data: [DONE]", stream("迟到").replaceAll("(?s)\n\n.*", "\n\ndata: [DONE]"));
        Asking asking = new Hall().ask(question(true, "您好"), late);
        assertThat(asking.content()).endsWith("好的。");
    }

    @Test
    void whatIsOnlyWatchedIsOnRecordToo() {
        Hall hall = new Hall();
        Asking asking = hall.ask(question(true, "您好"), stream("请拨13800138000，", "或者13800138001。"));
        assertThat(asking.stamp()).contains("\"decision\":\"mask\"", "JH-1101");
        assertThat(hall.all(Event.Decided.class).stream()
                        .flatMap(decided -> decided.ruling().verdict().because().stream()))
                .hasSize(2);
    }
}
