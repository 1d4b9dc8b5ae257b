package io.jianhu.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.frame.JsonText;
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

class ResponsesQuestionTest {

    private static final JsonText JSON = new JsonText(1 << 20, false);

    private final Responses dialect = new Responses(Caps.DEFAULT);

    private Question read(String body) throws BadQuestion {
        return read(Optional.empty(), body);
    }

    private Question read(Optional<String> header, String body) throws BadQuestion {
        return dialect.read(
                new Arrival("r-1", new RobotId("FT-001"), "portal", header, Instant.EPOCH, Media.REFUSE),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(Question question, String from, String to) {
        Raw raw = question.raw();
        List<Message> messages = raw.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        message.texts().stream()
                                .map(text -> text.replace(from, to))
                                .toList()))
                .toList();
        Exchange masked = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), messages, raw.askedAt());
        return new String(JSON.write(question.document(masked, "")), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":\"张三\"}",
                "{\"instructions\":\"对张三说\",\"input\":\"好\"}",
                "{\"input\":[{\"role\":\"user\",\"content\":\"张三\"}]}",
                "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"张三\"}]}]}",
                "{\"input\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"张三\"}]}]}",
                "{\"input\":[{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"张三\"}]}",
                "{\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"张三\"}]}",
                "{\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":[{\"type\":\"input_text\",\"text\":\"张三\"}]}]}",
                "{\"input\":[{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"张三\"}]}]}",
                "{\"input\":[{\"type\":\"web_search_call\",\"action\":{\"query\":\"张三\"}}]}",
                "{\"input\":[{\"type\":\"vendor_item\",\"deep\":[{\"note\":\"张三\"}]}]}",
                "{\"prompt\":{\"id\":\"pmpt_1\",\"variables\":{\"name\":\"张三\"}}}",
                "{\"input\":\"好\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"张三\"}]}",
                "{\"input\":\"好\",\"vendor\":{\"张三\":1}}",
                "{\"input\":[{\"type\":\"item_reference\",\"id\":\"张三\"}]}",
            })
    void whatAnybodyWroteIsMetWhereverItStands(String body) throws Exception {
        Question question = read(body);

        assertThat(written(question, "张三", "〔姓名·a〕")).isEqualTo(body.replace("张三", "〔姓名·a〕"));
        assertThat(question.raw().messages().toString()).isNotEqualTo("[]");
    }

    @Test
    void itemsAreMessagesOfThoseWhoWroteThem() throws Exception {
        Question question = read("""
                {"instructions":"系统","input":[{"role":"user","content":"问"},
                 {"type":"function_call","name":"f","call_id":"c","arguments":"{}"},
                 {"type":"function_call_output","call_id":"c","output":"果"},
                 {"type":"vendor_item","note":"杂"},
                 {"type":"item_reference","id":"msg_1"}]}""");

        assertThat(question.raw().messages())
                .containsExactly(
                        new Message(Role.SYSTEM, List.of("系统")),
                        new Message(Role.USER, List.of("问")),
                        new Message(Role.ASSISTANT, List.of("{}")),
                        new Message(Role.TOOL, List.of("果")),
                        new Message(Role.TOOL, List.of("杂")));
    }

    @Test
    void whatNamesOrOnlyAServerCanOpenStays() throws Exception {
        String sealed = "gAAAAABo".repeat(20);
        String body = "{\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_67ccd2bed1ec8190b14f964abc05\",\"summary\":[],"
                + "\"encrypted_content\":\"" + sealed + "\"}],\"previous_response_id\":\"resp_67ccd2bed1ec8190b14f\"}";

        assertThat(read(body).raw().messages()).containsExactly(new Message(Role.ASSISTANT, List.of()));
        assertThat(read("{\"input\":\"好\",\"previous_response_id\":\"resp_13900000000\"}")
                        .raw()
                        .messages())
                .contains(new Message(Role.PARAMETER, List.of("resp_13900000000")));
    }

    @Test
    void whoAsksIsNotTold() throws Exception {
        String body = "{\"input\":\"好\",\"user\":\"u\",\"metadata\":{\"conversation_id\":\"c-9\"},"
                + "\"safety_identifier\":\"s\",\"prompt_cache_key\":\"k\",\"store\":false,\"top_k\":1.50}";

        assertThat(written(read(body), "-", "-")).isEqualTo("{\"input\":\"好\",\"store\":false,\"top_k\":1.50}");
        assertThat(read(body).raw().shape().conversation()).contains("c-9");
        assertThat(read(Optional.of("c-1"), body).raw().shape().conversation()).contains("c-1");
    }

    @Test
    void aConversationWithoutANameGetsOneWhereItsServerKeepsIt() throws Exception {
        assertThat(read("{\"input\":\"好\"}").raw().shape().conversation()).contains("responses r-1");
        assertThat(read("{\"input\":\"好\",\"store\":false}").raw().shape().conversation())
                .isEmpty();
        assertThat(read("{\"input\":[{\"role\":\"assistant\",\"content\":\"好\"}]}")
                        .raw()
                        .shape()
                        .conversation())
                .isEmpty();
        assertThat(read("{\"input\":\"好\",\"conversation\":\"conv_1\"}")
                        .raw()
                        .shape()
                        .conversation())
                .contains("conv_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|invalid_request|body: not an object",
                "{}|invalid_request|input: missing or empty (expected: a string or an array of items)",
                "{'input':[]}|invalid_request|input: missing or empty (expected: a string or an array of items)",
                "{'input':3,'prompt':{'id':'p'}}|invalid_request|input: not a string or an array of items",
                "{'input':'a','stream':1}|invalid_request|stream: not a boolean",
                "{'input':'a','instructions':[]}|invalid_request|instructions: not a string",
                "{'input':'a','previous_response_id':7}|invalid_request|previous_response_id: not a string",
                "{'input':[3]}|invalid_request|input[0]: not an object",
                "{'input':[{'role':'king','content':'a'}]}|invalid_request|input[0].role: unknown (expected: user, assistant, system or developer)",
                "{'input':[{'role':'user'}]}|invalid_request|input[0].content: missing (expected: a string or an array of parts)",
                "{'input':[{'role':'user','content':[{'type':'input_text'}]}]}|invalid_request|input[0].content[0].text: not a string",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':'x'}]}]}|unsupported_content|input[0].content[0]: cannot be guarded (expected: text)",
                "{'input':[{'type':'function_call_output','output':[{'type':'input_file'}]}]}|unsupported_content|input[0].output[0]: cannot be guarded (expected: text)",
                "{'input':[{'type':'vendor','a':[{'type':'input_audio'}]}]}|unsupported_content|input[0]: cannot be guarded (expected: text)",
                "{'input':'a','tools':[{'type':'image_generation'}]}|unsupported_content|tools[0]: cannot be guarded (expected: text)",
                "{'input':'a','background':true}|unsupported|background: not supported, since stored responses cannot be fetched here (expected: false)",
            })
    void whatIsNoQuestionIsRefusedWithItsPlace(String body, String code, String message) {
        assertThatThrownBy(() -> read(body.replace('\'', '"'))).isInstanceOfSatisfying(BadQuestion.class, bad -> {
            assertThat(bad.code()).isEqualTo(code);
            assertThat(bad.problem()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'previous_response_id':'resp_1'|previous_response_id",
                "'conversation':'conv_1'|conversation",
                "'include':['reasoning.encrypted_content']|include",
                "'prompt':{'id':'pmpt_1'}|prompt",
                "'truncation':'auto'|truncation",
                "'tools':[{'type':'web_search'}]|tools[0]",
                "'tool_choice':{'type':'allowed_tools'}|tool_choice",
                "'input':[{'type':'item_reference','id':'msg_1'}]|input[0]",
                "'input':[{'type':'vendor_item'}]|input[0]",
            })
    void whatNoChatCompletionCanSayIsRefusedWithItsPlace(String member, String place) throws Exception {
        String body = "{" + (member.startsWith("'input'") ? "" : "'input':'a',") + member + "}";
        Question question = read(body.replace('\'', '"'));
        Raw raw = question.raw();
        Exchange same = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), raw.messages(), raw.askedAt());

        assertThatThrownBy(() -> question.chat(question.document(same, "")))
                .isInstanceOfSatisfying(BadQuestion.class, bad -> {
                    assertThat(bad.code()).isEqualTo("untranslatable");
                    assertThat(bad.problem()).startsWith(place + ": ");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'n':2|n",
                "'stop':['。']|stop",
                "'logprobs':true|logprobs",
                "'messages':[{'role':'user','name':'小王','content':'a'}]|messages[0].name",
                "'tools':[{'type':'custom','custom':{'name':'f'}}]|tools[0]",
                "'messages':[{'role':'function','name':'f','content':'a'}]|messages[0].name",
            })
    void whatOnlyAChatCompletionCanSayIsRefusedWithItsPlace(String member, String place) throws Exception {
        String body = "{" + (member.startsWith("'messages'") ? "" : "'messages':[],") + member + "}";
        io.jianhu.frame.Json chat = JSON.read(body.replace('\'', '"'));

        assertThatThrownBy(() -> new ResponsesTongue(Caps.DEFAULT).fromChat((io.jianhu.frame.Json.Members) chat))
                .isInstanceOfSatisfying(BadQuestion.class, bad -> {
                    assertThat(bad.code()).isEqualTo("untranslatable");
                    assertThat(bad.problem()).startsWith(place + ": ");
                });
    }
}
