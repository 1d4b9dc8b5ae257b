package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of somebody's passes unread in the keys, numbers and names of an answer, in any dialect and at any depth. */
class BesideTheWordsTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final List<String> VALUES = List.of(
            "13912345678",
            "440524188001010014",
            "6222021234567890123",
            "li.si@qq.com",
            "1391234-5678",
            "6222-0212-3456-7890",
            "E98765437");

    /** What a server may put beside the words, in which nobody could be seen. */
    private static final String HARMLESS =
            "{'x-created':1790000000123,'x-at':1790000000123456789,'x-big':9007199254740991,"
                    + "'x-low':-0.0013912345678,'x-tiny':1.3912345678e-5,'x-id':{'id':'cca85624-4056-401f-b220-d77601d1f70d'},"
                    + "'x-made':{'id':'msg_01XFDUDYJgAACzvnptVvYEL','created_at':'2026-09-21T13:26:40.123456789Z'},"
                    + "'x-model':{'model':'anthropic.claude-3-5-sonnet-20241022-v2:0','system_fingerprint':'fp_44709d6fcb'},"
                    + "'x-lone':{'type':'code_execution_20250825','0123456789abcdef':'deadbeef','note(1)':true}}";

    static Stream<Golden> answers() throws IOException {
        return Golden.all().stream().filter(golden -> !golden.route().isEmpty());
    }

    /** The answer of a case with more members in each of its objects. */
    private static byte[] with(Golden golden, ObjectNode more) {
        String upstream = new String(golden.upstream(), StandardCharsets.UTF_8);
        String filled = filled(upstream.strip(), more)
                .orElseGet(() ->
                        upstream.lines().map(line -> line(line, more)).collect(Collectors.joining("\n", "", "\n")));
        return filled.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String line, ObjectNode more) {
        String data = line.startsWith("data:") ? line.substring("data:".length()) : line;
        return filled(data, more)
                .map(filled -> (line.startsWith("data:") ? "data: " : "") + filled)
                .orElse(line);
    }

    private static Optional<String> filled(String text, ObjectNode more) {
        try {
            JsonNode value = JSON.readTree(text);
            fill(value, more);
            return value.isObject() ? Optional.of(value.toString()) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static void fill(JsonNode value, ObjectNode more) {
        value.forEach(held -> fill(held, more));
        if (value instanceof ObjectNode object) {
            more.properties().forEach(member -> {
                if (!object.has(member.getKey())) {
                    object.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    /** What the client gets when the flow between shows the texts that it reads in this way. */
    private static String client(Golden golden, byte[] upstream, UnaryOperator<String> shown) throws Exception {
        return client(golden.asking().reply(), upstream, shown);
    }

    private static String client(Reply reply, byte[] upstream, UnaryOperator<String> shown) {
        ByteArrayOutputStream client = new ByteArrayOutputStream();
        List<Part> parts = new ArrayList<>();
        try {
            parts.addAll(reply.read(upstream));
            parts.addAll(reply.end());
        } catch (MalformedAnswer malformed) {
            assertThat(malformed.reason()).isIn("garbage", "cut", "error");
        }
        for (Part part : parts) {
            client.writeBytes(reply.write(part instanceof Part.Words words ? showing(words, shown) : part));
        }
        return client.toString(StandardCharsets.UTF_8);
    }

    private static Part showing(Part.Words words, UnaryOperator<String> shown) {
        List<Passage> passages = words.passages().stream()
                .map(passage -> passage.channel().kind() == Channel.Kind.TOOL
                        ? passage // no guard reads a name
                        : new Passage(passage.channel(), shown.apply(passage.text())))
                .toList();
        return words.with(passages, words.ends(), Optional.empty());
    }

    private static String hidden(String text) {
        String hidden = text;
        for (String value : VALUES) {
            hidden = hidden.replace(value, "*");
        }
        return hidden;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatCouldBeSomebodysIsRead(Golden golden) throws Exception {
        for (String value : VALUES) {
            ObjectNode more = JSON.createObjectNode();
            more.put(value, 1);
            more.put("phone:" + value, true);
            more.put("x-text", value);
            more.putArray("x-list").add(value).addObject().put("status", value);
            for (String naming : List.of("id", "name", "status", "reason", "provider", "model", "type", "signature")) {
                more.putObject("x-" + naming).put(naming, value);
            }
            if (value.chars().allMatch(Character::isDigit)) {
                more.put("x-number", new BigDecimal(value));
                more.putArray("x-numbers").add(new BigDecimal(value));
            }
            assertThat(client(golden, with(golden, more), BesideTheWordsTest::hidden))
                    .as(value)
                    .doesNotContain(value);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatIsReadStaysAsItIsWhereNothingIsHidden(Golden golden) throws Exception {
        ObjectNode more = (ObjectNode) JSON.readTree(HARMLESS.replace('\'', '"'));
        String client = client(golden, with(golden, more), text -> text);
        if (golden.route().orElseThrow().isOwn() && client.contains("x-created")) {
            String written = more.toString();
            assertThat(client).contains(written.substring(1, written.length() - 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v1/chat/completions | false | {'choices':[{'index':0,'message':{'content':13912345678}}]}",
                "v1/chat/completions | false | {'choices':[{'index':0,'message':{'content':'好'},'seed':13912345678}]}",
                "v1/chat/completions | false | {'choices':[{'index':0,'message':{'content':'好'},'logprobs':{'x':['li.si@qq.com']}}]}",
                "v1/chat/completions | false | {'choices':[{'index':0,'message':{'tool_calls':[{'id':'c','function':{'name':'a13912345678','arguments':'{}'}}]}}]}",
                "v1/chat/completions | true | {'choices':[{'index':0,'delta':{'content':'好'},'logprobs':{'content':[{'token':'13912345678'}]}}]}",
                "v1/chat/completions | true | {'choices':[{'index':0,'delta':{'tool_calls':[{'id':13912345678,'li.si@qq.com':1,'function':{'name':'a','arguments':'{}'}}]}}]}",
                "v1/completions | true | {'choices':[{'index':0,'text':'好','logprobs':{'top_logprobs':[{'li.si@qq.com':-1}]}}]}",
                "v1/completions | false | {'choices':[{'index':0,'text':13912345678}]}",
                "v1/responses | false | {'object':'response','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'好','logprobs':[{'token':'13912345678'}]}]}]}",
                "v1/responses | false | {'object':'response','status':'completed','tools':[{'li.si@qq.com':13912345678}],'output':[]}",
                "v1/responses | true | {'type':'response.later','output_index':0,'item':{'type':'message','note':'13912345678','li.si@qq.com':1}}",
                "v1/responses | true | {'type':'response.later.done','output_index':0,'item':{'type':'message','note':'13912345678'}}",
                "api/chat | true | {'message':{'content':13912345678,'li.si@qq.com':1},'eval_duration':1}"
            })
    void noPlaceIsForgotten(String path, boolean stream, String said) throws Exception {
        String event = said.replace('\'', '"');
        String server = path.startsWith("api/") ? "ollama" : "openai";
        String end = "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":[]}}";
        String sent = path.startsWith("api/")
                ? event + "\n{\"done\":true}\n"
                : stream
                        ? "data: " + event + "\n\ndata: " + (path.equals("v1/responses") ? end : "[DONE]") + "\n\n"
                        : event;
        Reply reply = new Route(path, server, stream).asking().reply();
        String client = client(reply, sent.getBytes(StandardCharsets.UTF_8), BesideTheWordsTest::hidden);
        assertThat(client).isNotEmpty();
        assertThat(VALUES).allSatisfy(value -> assertThat(client).doesNotContain(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "api/chat | ollama | {'message':{'content':'好'},'done':true,'total_duration':13912345678,'load_duration':13912345678}",
                "v1/chat/completions | openai | {'choices':[{'index':0,'message':{'content':'好'},'seed':6222021234567890123}]}"
            })
    void whatADialectMeasuresIsNotRead(String path, String server, String said) throws Exception {
        String answer = said.replace('\'', '"');
        Reply reply = new Route(path, server, false).asking().reply();
        assertThat(client(reply, answer.getBytes(StandardCharsets.UTF_8), BesideTheWordsTest::hidden))
                .contains(answer.substring(answer.indexOf("好"), answer.length() - 1));
    }

    /** Nobody reads on once an answer is stopped, and what it cost is told all the same. */
    @Test
    void whatAResponseThatIsNotShownCostIsToldInNumbersAlone() throws Exception {
        String response = "{'object':'response','status':'completed','output':[{'type':'message','content':"
                + "[{'type':'output_text','text':'好'}]}],'usage':{'input_tokens':7,'output_tokens':2,'note':'13912345678'}}";
        Reply reply = new Route("v1/responses", "openai", false).asking().reply();
        reply.read(response.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        reply.end();
        reply.write(new Part.Said("不能回答。", Part.Finish.CONTENT_FILTER));
        String client = new String(reply.write(Part.Last.UNSTAMPED), StandardCharsets.UTF_8);
        assertThat(client).contains("\"input_tokens\":7").doesNotContain("13912345678");
    }
}
