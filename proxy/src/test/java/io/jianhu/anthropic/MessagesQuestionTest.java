package io.jianhu.anthropic;

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
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesQuestionTest {

    private static final String EVERYTHING = """
            {"max_tokens":64,"messages":[
            {"role":"user","content":"我的电话"},
            {"role":"assistant","content":[
            {"type":"thinking","thinking":"想","signature":"c2ln+/=="},{"type":"redacted_thinking","data":"ZGF0+/=="},
            {"type":"text","text":"查"},
            {"type":"tool_use","id":"toolu_1","name":"lookup","input":{"手机":"13800138000","长":13800138000,"n":1.50}},
            {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"登记"}},
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"指南","encrypted_content":"ZW5j+/=="}]}]},
            {"role":"user","content":[
            {"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"已登记"}]},
            {"type":"tool_result","tool_use_id":"toolu_2","content":"没有","is_error":true},
            {"type":"text","text":"谢谢"}]}],
            "system":[{"type":"text","text":"守则"},{"type":"text","text":"中文"}],
            "model":"gov-chat","metadata":{"user_id":"u-1","conversation_id":"c-9"},
            "tools":[{"name":"lookup","description":"查询","input_schema":{"type":"object","properties":{"手机":{"type":"string"}}}}],
            "stop_sequences":["完"],"thinking":{"type":"enabled","budget_tokens":1024},"stream":true,"x_unknown":{"deep":["值",1.50]}}
            """;

    @Test
    void everyTextIsGatheredInOrderTheInstructionsFirst() throws Exception {
        Raw raw = read(EVERYTHING).raw();

        assertThat(raw.messages())
                .containsExactly(
                        new Message(Role.SYSTEM, List.of("守则", "中文")),
                        new Message(Role.USER, List.of("我的电话")),
                        new Message(Role.ASSISTANT, List.of("想", "查", "13800138000", "13800138000", "登记")),
                        new Message(Role.TOOL, List.of("指南", "ZW5j+/==")),
                        new Message(Role.TOOL, List.of("已登记", "没有")),
                        new Message(Role.USER, List.of("谢谢")),
                        new Message(Role.PARAMETER, List.of("c2ln+/==", "ZGF0+/==", "手机", "长", "查询", "手机", "完", "值")));
        assertThat(raw.shape().model()).isEqualTo("gov-chat");
        assertThat(raw.shape().stream()).isTrue();
        assertThat(raw.shape().structured()).isFalse();
        assertThat(raw.shape().conversation()).hasValue("c-9");
    }

    @Test
    void theModelGetsTheOtherTextsAndNothingThatNamesACitizen() throws Exception {
        assertThat(written(read(EVERYTHING), "zhengwu-3")).isEqualTo("""
                        {"max_tokens":64,"messages":[\
                        {"role":"user","content":"<我的电话>"},\
                        {"role":"assistant","content":[\
                        {"type":"thinking","thinking":"<想>","signature":"<c2ln+/==>"},{"type":"redacted_thinking","data":"<ZGF0+/==>"},\
                        {"type":"text","text":"<查>"},\
                        {"type":"tool_use","id":"toolu_1","name":"lookup","input":{"<手机>":"<13800138000>","<长>":"<13800138000>","n":1.50}},\
                        {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"<登记>"}},\
                        {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"<指南>","encrypted_content":"<ZW5j+/==>"}]}]},\
                        {"role":"user","content":[\
                        {"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"<已登记>"}]},\
                        {"type":"tool_result","tool_use_id":"toolu_2","content":"<没有>","is_error":true},\
                        {"type":"text","text":"<谢谢>"}]}],\
                        "system":[{"type":"text","text":"<守则>"},{"type":"text","text":"<中文>"}],\
                        "model":"zhengwu-3",\
                        "tools":[{"name":"lookup","description":"<查询>","input_schema":{"type":"object","properties":{"<手机>":{"type":"string"}}}}],\
                        "stop_sequences":["<完>"],"thinking":{"type":"enabled","budget_tokens":1024},"stream":true,"x_unknown":{"deep":["<值>",1.50]}}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'output_format':{'type':'json_schema','schema':{}}",
                "'output_config':{'format':{'type':'json_schema','schema':{}}}"
            })
    void aFormatForProgramsIsStructured(String format) throws Exception {
        assertThat(read(simple("'user','content':'a'}]," + format))
                        .raw()
                        .shape()
                        .structured())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'user','content':1}] | invalid_request | messages[0].content: not a string or an array",
                "'user'}, 'a'] | invalid_request | messages[1]: not an object",
                "'root','content':'a'}] | invalid_request | messages[0].role: unknown (expected: user or assistant)",
                "'user','content':['a']}] | invalid_request | messages[0].content[0]: not an object",
                "'user','content':[{'type':'text','text':1}]}] | invalid_request | messages[0].content[0].text: not a string",
                "'user','content':[{'type':'image'}]}] | unsupported_content | messages[0].content[0]: cannot be guarded (expected: text)",
                "'user','content':[{'type':'document','source':{'type':'text','data':'a'}}]}] | unsupported_content | messages[0].content[0]: cannot be guarded (expected: text)",
                "'user','content':[{'type':'tool_result','content':[{'type':'image'}]}]}] | unsupported_content | messages[0].content[0].content[0]: cannot be guarded (expected: text)",
                "'assistant','content':[{'type':'web_fetch_tool_result','content':{'source':{'type':'base64'}}}]}] | unsupported_content | messages[0].content[0].content: cannot be guarded (expected: text)",
                "'user','content':'a'}],'system':[{'type':'image'}] | unsupported_content | system[0]: cannot be guarded (expected: text)",
                "'user','content':'a'}],'stream':'yes' | invalid_request | stream: not a boolean",
                "'user','content':'a'}],'model':1 | invalid_request | model: not a string"
            })
    void whatCannotBeReadIsRefused(String rest, String code, String problem) {
        refused(simple(rest), code, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | malformed_json | body: not JSON at 1:2",
                "{'messages':[{'role':'user','content':'a'}]} | invalid_request | max_tokens: missing or not a number (expected: 1 or more)",
                "{'max_tokens':0,'messages':[{'role':'user','content':'a'}]} | invalid_request | max_tokens: missing or not a number (expected: 1 or more)",
                "{'max_tokens':9,'messages':[]} | invalid_request | messages: missing or empty (expected: an array of messages)"
            })
    void whatIsNoRequestIsRefused(String body, String code, String problem) {
        refused(body, code, problem);
    }

    private static void refused(String body, String code, String problem) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(BadQuestion.class, bad -> {
            assertThat(bad.code()).isEqualTo(code);
            assertThat(bad.problem()).isEqualTo(problem);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'user','content':'a'}],'mcp_servers':[{}] | mcp_servers",
                "'user','content':'a'}],'tools':[{'type':'web_search_20250305','name':'web_search'}] | tools[0]",
                "'assistant','content':[{'type':'server_tool_use','input':{}}]}] | messages[0].content[0]"
            })
    void whatAChatCompletionCannotSayIsUntranslatable(String rest, String place) {
        assertThatThrownBy(() -> {
                    Question question = read(simple(rest));
                    question.chat(question.document(masked(question), ""));
                })
                .isInstanceOfSatisfying(BadQuestion.class, bad -> {
                    assertThat(bad.code()).isEqualTo("untranslatable");
                    assertThat(bad.problem()).startsWith(place + ": ");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "403, permission_error",
        "404, not_found_error",
        "413, request_too_large",
        "429, rate_limit_error",
        "500, api_error",
        "502, api_error",
        "503, overloaded_error",
        "504, timeout_error"
    })
    void anErrorHasAnthropicsType(int status, String type) {
        byte[] body = new Messages(Caps.DEFAULT).error(status, "any", "some_code", "说明");

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"说明\",\"code\":\"some_code\"}}");
    }

    private static String simple(String rest) {
        return "{'max_tokens':9,'messages':[{'role':" + rest + "}";
    }

    private static Question read(String body) throws BadQuestion {
        return new Messages(Caps.DEFAULT)
                .read(
                        new Arrival(
                                "r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, Media.REFUSE),
                        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Exchange masked(Question question) {
        Raw raw = question.raw();
        List<Message> messages = raw.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        message.texts().stream().map(text -> "<" + text + ">").toList()))
                .toList();
        return new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), messages, raw.askedAt());
    }

    private static String written(Question question, String model) {
        return new String(
                new MessagesTongue(Caps.DEFAULT).write(question.document(masked(question), model)),
                StandardCharsets.UTF_8);
    }
}
