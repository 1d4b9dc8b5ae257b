package io.jianhu.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.Media;
import io.jianhu.wire.ModelList;
import io.jianhu.wire.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatQuestionTest {

    private static final Dialect DIALECT = new ChatCompletions(Caps.DEFAULT);

    private static final String EVERYTHING = """
            {"temperature":0.70,"messages":[
            {"role":"system","content":"您是助手"},
            {"role":"developer","content":[{"type":"text","text":"守则"}]},
            {"role":"user","name":"张三","content":[{"type":"text","text":"我的电话"},{"type":"text","text":"13800138000"}]},
            {"role":"assistant","content":null,"reasoning_content":"想","tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup","arguments":"{\\"手机\\":\\"13800138000\\"}"}}]},
            {"role":"tool","tool_call_id":"call_1","content":"已登记"}],
            "model":"gov-chat","user":"u-1","metadata":{"conversation_id":"c-9"},"store":true,"safety_identifier":"s","prompt_cache_key":"p",
            "tools":[{"type":"function","function":{"name":"lookup","description":"查询","parameters":{"type":"object","properties":{"手机":{"type":"string"}}}}}],
            "stream":true,"x_unknown":{"deep":["值",1.50]}}
            """;

    @Test
    void everyTextIsGatheredInOrder() throws Exception {
        Raw raw = read(EVERYTHING).raw();
        assertThat(raw.messages())
                .containsExactly(
                        new Message(Role.SYSTEM, List.of("您是助手")),
                        new Message(Role.SYSTEM, List.of("守则")),
                        new Message(Role.USER, List.of("我的电话", "13800138000")),
                        new Message(Role.ASSISTANT, List.of("想", "{\"手机\":\"13800138000\"}")),
                        new Message(Role.TOOL, List.of("已登记")),
                        new Message(Role.PARAMETER, List.of("张三", "查询", "手机", "值")));
        assertThat(raw.shape().model()).isEqualTo("gov-chat");
        assertThat(raw.shape().stream()).isTrue();
        assertThat(raw.shape().structured()).isFalse();
        assertThat(raw.shape().conversation()).hasValue("c-9");
    }

    @Test
    void theModelGetsTheOtherTextsAndNothingThatNamesACitizen() throws Exception {
        Question question = read(EVERYTHING);
        String written = written(question, "qwen-plus");
        assertThat(written).isEqualTo("""
                        {"temperature":0.70,"messages":[\
                        {"role":"system","content":"<您是助手>"},\
                        {"role":"developer","content":[{"type":"text","text":"<守则>"}]},\
                        {"role":"user","name":"<张三>","content":[{"type":"text","text":"<我的电话>"},{"type":"text","text":"<13800138000>"}]},\
                        {"role":"assistant","content":null,"reasoning_content":"<想>","tool_calls":[{"id":"call_1","type":"function","function":{"name":"lookup","arguments":"<{\\"手机\\":\\"13800138000\\"}>"}}]},\
                        {"role":"tool","tool_call_id":"call_1","content":"<已登记>"}],\
                        "model":"qwen-plus",\
                        "tools":[{"type":"function","function":{"name":"lookup","description":"<查询>","parameters":{"type":"object","properties":{"<手机>":{"type":"string"}}}}}],\
                        "stream":true,"x_unknown":{"deep":["<值>",1.50]}}""");
    }

    @Test
    void withoutAModelTheClientsOwnIsKept() throws Exception {
        assertThat(written(read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"), ""))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"<a>\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "张三", "a b", "11010119900307002X@example.com"})
    void whatClaimsToBeANameIsATextUnlessItLooksLikeOne(String value) throws Exception {
        Question question = read("{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"id\":\"" + value + "\"}]}");
        assertThat(question.raw().messages()).contains(new Message(Role.PARAMETER, List.of(value)));
    }

    @Test
    void theHeaderNamesTheConversationFirst() throws Exception {
        byte[] body = bytes(EVERYTHING);
        Question question = DIALECT.read(
                new Arrival("r-1", new RobotId("FT-001"), "portal", Optional.of("h-1"), Instant.EPOCH, Media.REFUSE),
                body);
        assertThat(question.raw().shape().conversation()).hasValue("h-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_object", "json_schema"})
    void aFormatForProgramsIsStructured(String format) throws Exception {
        Question question =
                read("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"response_format\":{\"type\":\"" + format
                        + "\"}}");
        assertThat(question.raw().shape().structured()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | invalid_request | body: not an object",
                "{} | invalid_request | messages: missing or empty (expected: an array of messages)",
                "{'messages':[]} | invalid_request | messages: missing or empty (expected: an array of messages)",
                "{'messages':'a'} | invalid_request | messages: missing or empty (expected: an array of messages)",
                "{'messages':['a']} | invalid_request | messages[0]: not an object",
                "{'messages':[{'role':'user','content':1}]} | invalid_request | messages[0].content: not a string",
                "{'messages':[{'role':'user','content':['a']}]} | invalid_request | messages[0].content[0]: not an object",
                "{'messages':[{'role':'user','content':[{'type':'text','text':1}]}]} | invalid_request | messages[0].content[0].text: not a string",
                "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]}]} | unsupported_content | messages[0].content[0]: cannot be guarded (expected: text)",
                "{'messages':[{'role':'user','content':[{'type':'input_audio'}]}]} | unsupported_content | messages[0].content[0]: cannot be guarded (expected: text)",
                "{'messages':[{'role':'assistant','audio':{'id':'a'}}]} | unsupported_content | messages[0].audio: cannot be guarded (expected: text)",
                "{'modalities':['text','audio'],'messages':[{'role':'user','content':'a'}]} | unsupported_content | modalities: audio cannot be guarded (expected: text)",
                "{'n':9,'messages':[{'role':'user','content':'a'}]} | invalid_request | n: not supported (expected: 1-8)",
                "{'n':'1','messages':[{'role':'user','content':'a'}]} | invalid_request | n: not supported (expected: 1-8)",
                "{'stream':'yes','messages':[{'role':'user','content':'a'}]} | invalid_request | stream: not a boolean",
                "{'model':1,'messages':[{'role':'user','content':'a'}]} | invalid_request | model: not a string",
                "{'messages':[{'role':'user','role':'user'}]} | malformed_json | body: duplicate key at 1:29",
                "{ | malformed_json | body: not JSON at 1:2"
            })
    void whatCannotBeReadIsRefused(String body, String code, String problem) {
        assertThatThrownBy(() -> read(body.replace('\'', '"'))).isInstanceOfSatisfying(BadQuestion.class, bad -> {
            assertThat(bad.code()).isEqualTo(code);
            assertThat(bad.problem()).isEqualTo(problem);
            assertThat(bad.status()).isEqualTo(400);
        });
    }

    @Test
    void anUnknownRoleIsRefused() {
        assertThatThrownBy(() -> read("{\"messages\":[{\"role\":\"root\",\"content\":\"a\"}]}"))
                .hasMessageStartingWith("messages[0].role: unknown (expected: ");
    }

    @Test
    void errorsAndModelsComeInTheCallersEnvelope() {
        assertThat(new String(
                        DIALECT.error(404, "invalid_request_error", "unknown_robot", "no such robot"),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"error\":{\"message\":\"no such robot\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"unknown_robot\"}}");
        assertThat(new String(ModelList.body("qwen-plus", 7, "福田区"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"id\":\"qwen-plus\",\"object\":\"model\",\"created\":7,\"owned_by\":\"福田区\"}]}");
    }

    private static String written(Question question, String model) {
        Raw raw = question.raw();
        List<Message> marked = raw.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        message.texts().stream().map(text -> "<" + text + ">").toList()))
                .toList();
        Exchange masked = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), marked, raw.askedAt());
        return new String(
                CompletionTongue.chat(Caps.DEFAULT).write(question.document(masked, model)), StandardCharsets.UTF_8);
    }

    private static Question read(String body) throws BadQuestion {
        return DIALECT.read(
                new Arrival("r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, Media.REFUSE),
                bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
