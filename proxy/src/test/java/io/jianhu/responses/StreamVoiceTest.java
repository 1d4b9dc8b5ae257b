package io.jianhu.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Caps;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no golden file can show: parts that flow alone makes. */
class StreamVoiceTest {

    private static final String CREATED =
            "{'type':'response.created','response':{'id':'resp_1','status':'in_progress','output':[]}}";
    private static final String CALL_ADDED =
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','id':'fc_1','call_id':'c_1','name':'lookup','arguments':''}}";
    private static final String CALL_DELTA =
            "{'type':'response.function_call_arguments.delta','item_id':'fc_1','output_index':0,'delta':'{}'}";
    private static final String CALL_DONE =
            "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','id':'fc_1','call_id':'c_1','name':'lookup','arguments':'{}'}}";
    private static final String CALL_COMPLETED =
            "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':[{'type':'function_call','id':'fc_1','call_id':'c_1','name':'lookup','arguments':'{}'}]}}";

    private final JsonText json = new JsonText(1 << 20, true);
    private Reply reply;
    private final ByteArrayOutputStream client = new ByteArrayOutputStream();

    @BeforeEach
    void ask() throws Exception {
        byte[] body = "{\"stream\":true,\"input\":\"居住证怎么办\"}".getBytes(StandardCharsets.UTF_8);
        Question question = new Responses(Caps.DEFAULT)
                .read(
                        new Arrival(
                                "r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, Media.REFUSE),
                        body);
        Json.Members asked = (Json.Members) json.read(body);
        reply = new Reply(new ResponsesTongue(Caps.DEFAULT).ear(asked), question.voice());
    }

    private static String message(int index, String text) {
        return "{'type':'response.output_item.added','output_index':" + index + ",'item':{'type':'message','id':'msg_"
                + index + "','content':[]}}\n{'type':'response.content_part.added','item_id':'msg_" + index
                + "','output_index':" + index + ",'content_index':0,'part':{'type':'output_text','text':''}}\n"
                + "{'type':'response.output_text.delta','item_id':'msg_" + index + "','output_index':" + index
                + ",'content_index':0,'delta':'" + text + "'}\n"
                + "{'type':'response.output_text.done','item_id':'msg_" + index + "','output_index':" + index
                + ",'content_index':0,'text':'" + text + "'}\n"
                + "{'type':'response.output_item.done','output_index':" + index + ",'item':" + item(index, text) + "}";
    }

    private static String item(int index, String text) {
        return "{'type':'message','id':'msg_" + index + "','content':[{'type':'output_text','text':'" + text + "'}]}";
    }

    private static String completed(String... items) {
        return "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':["
                + String.join(",", items) + "]}}";
    }

    private List<Part> read(String... events) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        for (String lines : events) {
            for (String event : lines.split("\n", -1)) {
                parts.addAll(
                        reply.read(("data: " + event.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8)));
            }
        }
        return parts;
    }

    private void write(List<Part> parts) {
        parts.forEach(part -> client.writeBytes(reply.write(part)));
    }

    private List<Json.Members> events() throws Exception {
        List<Json.Members> events = new ArrayList<>();
        for (String line : client.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("data: ")) {
                events.add((Json.Members) json.read(line.substring(6)));
            }
        }
        return events;
    }

    private List<String> types() throws Exception {
        return events().stream()
                .map(event -> event.text("type").orElseThrow().replace("response.", ""))
                .toList();
    }

    private String output(int index) throws Exception {
        Json item = events().getLast().members("response").items("output").get(index);
        return new String(json.write(item), StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static Part tail(int index, String text) throws MalformedAnswer {
        return new Part.Tail(new Passage(Line.OUTPUT_TEXT.channel(index, 0), text));
    }

    @Test
    void whatStandsAtTheEndOfAnAnswerComesBeforeItsMessageIsComplete() throws Exception {
        write(read(CREATED, message(0, "请带身份证。")));
        write(List.of(tail(0, "（人工智能生成）")));
        write(read(completed(item(0, "请带身份证。"))));

        assertThat(types())
                .containsExactly(
                        "created",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.delta",
                        "output_text.done",
                        "output_item.done",
                        "completed");
        assertThat(events().get(5).text("text")).contains("请带身份证。（人工智能生成）");
        assertThat(output(0)).isEqualTo(item(0, "请带身份证。（人工智能生成）"));
    }

    @Test
    void whatComesAfterACompleteMessageIsAMessageOfItsOwn() throws Exception {
        write(read(CREATED, message(0, "请带身份证。"), message(1, "再见。")));
        write(List.of(tail(0, "\n\n（人工智能生成）")));
        write(read(completed(item(0, "请带身份证。"), item(1, "再见。"))));

        assertThat(output(0)).isEqualTo(item(0, "请带身份证。"));
        assertThat(output(1)).isEqualTo(item(1, "再见。"));
        assertThat(output(2)).contains("（人工智能生成）");
        assertThat(types()).endsWith("output_text.done", "content_part.done", "output_item.done", "completed");
    }

    @Test
    void aCallThatIsHeldBackComesWholeAndItemsAreNumberedAsTheyCome() throws Exception {
        Channel call = Line.ARGUMENTS.channel(0, 0);
        List<Part> held = read(CREATED, CALL_ADDED, CALL_DELTA, CALL_DONE, message(1, "我查一下。"));
        held.forEach(part -> write(List.of(withoutCalls((Part.Words) part, Set.of()))));
        assertThat(client.toString(StandardCharsets.UTF_8)).doesNotContain("lookup", "fc_1");
        write(List.of(new Part.Call(call, "lookup", "{}")));
        List<Part> last = read(CALL_COMPLETED.replace("]}}", "," + item(1, "我查一下。") + "]}}"));
        write(List.of(withoutCalls((Part.Words) last.getFirst(), Set.of()), last.getLast()));

        assertThat(events().get(1).get("output_index")).isEqualTo(new Json.Literal("0"));
        assertThat(types())
                .endsWith(
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done",
                        "completed");
        assertThat(output(0)).isEqualTo(item(1, "我查一下。"));
        assertThat(output(1)).contains("'call_id':'c_1'", "'name':'lookup'", "'arguments':'{}'");
    }

    /** Some servers give no item a number, and have no other name for a call than that under which it is answered. */
    @Test
    void itemsWithoutNumbersAreToldApart() throws Exception {
        String thinking = "{'type':'reasoning','id':'rs_1','content':[{'type':'reasoning_text','text':'想'}]}";
        List<Part> parts = read(
                CREATED,
                "{'type':'response.output_item.added','item':{'type':'reasoning','id':'rs_1','content':[]}}",
                "{'type':'response.reasoning_text.delta','item_id':'rs_1','delta':'想'}",
                message(0, "好").replace("'output_index':0,", ""),
                call("c_1", "{'n':1}"),
                call("c_2", "{'n':2}"),
                "{'type':'response.output_item.done','item':" + thinking + "}",
                completed(thinking, item(0, "好"), called("c_1", "{'n':1}"), called("c_2", "{'n':2}")));
        write(parts);

        assertThat(words(parts)).isEqualTo("想好lookup{'n':1}lookup{'n':2}");
        assertThat(numbers()).containsExactly(0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0);
        assertThat(events().getLast().members("response").items("output")).hasSize(4);
        assertThat(output(0)).isEqualTo(thinking);
        assertThat(output(1)).isEqualTo(item(0, "好"));
        assertThat(output(2)).contains("c_1").contains("1}");
        assertThat(output(3)).contains("c_2").contains("2}");
    }

    /** Some servers count messages and calls apart. */
    @Test
    void itemsWithOneNumberAreToldApart() throws Exception {
        List<Part> parts = read(
                CREATED,
                message(0, "好"),
                call("c_1", "{'n':1}").replace("'item", "'output_index':0,'item"),
                completed(item(0, "好"), called("c_1", "{'n':1}")));
        write(parts);

        assertThat(words(parts)).isEqualTo("好lookup{'n':1}");
        assertThat(numbers()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
        assertThat(events().getLast().members("response").items("output")).hasSize(2);
    }

    /** Some servers leave the number out where an event names its item. */
    @Test
    void anEventWithoutANumberIsOfTheItemThatItNames() throws Exception {
        write(read(
                CREATED,
                message(0, "好"),
                message(1, "再").replace("'item_id':'msg_1','output_index':1", "'item_id':'msg_1'"),
                completed(item(0, "好"), item(1, "再"))));

        assertThat(numbers()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    }

    private static String call(String id, String arguments) {
        return "{'type':'response.output_item.added','item':" + called(id, "") + "}\n"
                + "{'type':'response.function_call_arguments.delta','item_id':'" + id + "','delta':"
                + quoted(arguments) + "}\n"
                + "{'type':'response.output_item.done','item':" + called(id, arguments) + "}";
    }

    private static String called(String id, String arguments) {
        return "{'type':'function_call','call_id':'" + id + "','name':'lookup','arguments':" + quoted(arguments) + "}";
    }

    private static String quoted(String arguments) {
        return "'" + arguments.replace("'", "\\'") + "'";
    }

    /** What is heard, in one line. */
    private static String words(List<Part> parts) {
        return parts.stream()
                .filter(Part.Words.class::isInstance)
                .flatMap(part -> ((Part.Words) part).passages().stream())
                .map(Passage::text)
                .collect(Collectors.joining())
                .replace('"', '\'');
    }

    /** Those of the items, as the client sees them in event after event. */
    private List<Integer> numbers() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (Json.Members event : events()) {
            if (event.has("output_index")) {
                numbers.add(Line.index(event, "output_index"));
            }
        }
        return numbers;
    }

    /** A call is one in an event that bears a response too. */
    @Test
    void aCallThatIsHeldBackComesInNoEventOfAResponse() throws Exception {
        String both = "{'response':{'status':'in_progress'},";
        List<Part> held =
                read(CREATED, CALL_ADDED.replaceFirst("\\{", both), CALL_DELTA.replaceFirst("\\{", both), CALL_DONE);
        held.forEach(part -> write(List.of(withoutCalls((Part.Words) part, Set.of()))));

        assertThat(client.toString(StandardCharsets.UTF_8)).doesNotContain("lookup", "fc_1", "{}");
    }

    /** The last event tells of the response alone. */
    @Test
    void whatStandsBesideTheLastResponseIsNoItem() throws Exception {
        String item = "{'item':" + item(1, "再") + ",";
        List<Part> parts =
                read(CREATED, message(0, "好"), completed(item(0, "好")).replaceFirst("\\{", item));
        write(parts);

        assertThat(words(parts)).isEqualTo("好");
        assertThat(client.toString(StandardCharsets.UTF_8)).doesNotContain("再");
    }

    /** An item that its server does not tell of at the end has its parts in their places. */
    @Test
    void whatNobodyToldAtTheEndIsListedAsItWasShown() throws Exception {
        write(read(
                CREATED,
                "{'type':'response.output_text.delta','item_id':'msg_0','output_index':0,'content_index':2,'delta':'二'}",
                "{'type':'response.output_text.delta','item_id':'msg_0','output_index':0,'content_index':1,'delta':'一'}",
                completed()));

        assertThat(output(0).replaceAll("'(annotations|logprobs)':\\[\\],", ""))
                .isEqualTo("{'type':'message','content':[{'type':'output_text','text':''},"
                        + "{'type':'output_text','text':'一'},{'type':'output_text','text':'二'}]}");
    }

    /** Some servers begin the part of a thought as if it were an answer; the words that follow are of their own item. */
    @Test
    void aThoughtThatBeginsAsAnAnswerIsOneItem() throws Exception {
        List<Part> parts = read(
                CREATED,
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs_1'}}",
                "{'type':'response.content_part.added','item_id':'rs_1','output_index':0,'content_index':0,'part':{'type':'output_text','text':''}}",
                "{'type':'response.reasoning_text.delta','item_id':'rs_1','output_index':0,'content_index':0,'delta':'想'}",
                "{'type':'response.output_text.delta','item_id':'msg_1','output_index':0,'content_index':0,'delta':'好'}",
                completed());
        write(parts);

        assertThat(words(parts)).isEqualTo("想好");
        assertThat(numbers()).containsExactly(0, 0, 0, 1);
        assertThat(output(0)).contains("想").doesNotContain("好");
        assertThat(output(1)).contains("好").doesNotContain("想");
    }

    private static Part withoutCalls(Part.Words words, Set<Channel> calls) {
        return words.with(words.passages(), words.ends(), Optional.of(calls));
    }

    @Test
    void anAnswerThatIsStoppedInACallShowsNoCall() throws Exception {
        write(read(CREATED, CALL_ADDED, CALL_DELTA));
        write(List.of(new Part.Said("请咨询窗口。", Part.Finish.CONTENT_FILTER), Part.Last.UNSTAMPED));

        assertThat(types()).endsWith("output_item.done", "incomplete");
        assertThat(events().getLast().members("response").items("output")).hasSize(1);
        assertThat(output(0)).contains("请咨询窗口。");
        assertThatThrownBy(() -> reply.write(Part.Last.UNSTAMPED)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'error','code':'server_error','message':'x'}",
                "{'type':'response.failed','response':{'status':'failed','error':{'code':'x'}}}",
                "{'error':{'message':'x'}}",
            })
    void anErrorIsNoAnswer(String event) throws Exception {
        read(CREATED);

        assertThatThrownBy(() -> read(event))
                .isInstanceOfSatisfying(
                        MalformedAnswer.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo("error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'output':[]}",
                "[]",
                "{'type':'response.output_text.delta','output_index':-1,'delta':'a'}",
                "{'type':'response.output_text.delta','output_index':0,'content_index':200,'delta':'a'}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','id':'msg_0'}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}}",
                "{'type':'response.output_text.delta','item_id':'msg_7','delta':'再'}",
                "{'type':'response.refusal.delta','item_id':'msg_0','output_index':0,'content_index':0,'delta':'再'}",
            })
    void whatCannotBeUnderstoodIsGarbage(String event) throws Exception {
        read(CREATED, message(0, "好"));

        assertThatThrownBy(() -> read(event))
                .isInstanceOfSatisfying(
                        MalformedAnswer.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo("garbage"));
    }

    @Test
    void aCallThatChangesItsNameIsGarbage() throws Exception {
        read(CREATED, CALL_ADDED);

        assertThatThrownBy(() -> read(CALL_DONE.replace("lookup", "notify"))).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void aTextThatIsRepeatedOnAndOnIsGarbage() throws Exception {
        read(CREATED, message(0, "请带身份证。"));
        String again = "{'type':'response.output_text.done','output_index':0,'content_index':0,'text':''}";

        assertThatThrownBy(() -> read((again + "\n").repeat(100))).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void anAnswerWithoutItsLastEventIsCut() throws Exception {
        read(CREATED, message(0, "请带身份证。"));

        assertThatThrownBy(reply::end)
                .isInstanceOfSatisfying(
                        MalformedAnswer.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo("cut"));
    }
}
