package io.jianhu.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | {'choices':[{'delta':{'content':'a'}}]} | cut",
                "true | {'choices':[{'index':0,'delta':{},'finish_reason':'stop'},{'index':1,'delta':{}}]} | cut",
                "true | {'error':{'message':'secret'}} | error",
                "true | {'choices':'a'} | garbage",
                "true | {'object':'ping'} | garbage",
                "true | {'choices':[{'index':-1}]} | garbage",
                "true | {'choices':[{'index':1000}]} | garbage",
                "true | {'choices':[{'delta':{'content':{'a':1}}}]} | garbage",
                "true | {'choices':[],'choices':[]} | garbage",
                "true | [] | garbage",
                "true | <html> | garbage",
                "false | {'error':{'message':'secret'}} | error",
                "false | {'choices':[]} | garbage",
                "false | {'choices':[{'index':0,'message':{'content':'a'}} | garbage",
                "false | <html> | garbage"
            })
    void anAnswerThatCannotBeReadIsNamedWithoutQuotingIt(boolean stream, String answer, String reason) {
        String text = answer.replace('\'', '"');
        Reply reply = reply(stream);
        assertThatThrownBy(() -> {
                    reply.read(bytes(stream ? "data: " + text + "\n\n" : text));
                    reply.end();
                })
                .isInstanceOfSatisfying(MalformedAnswer.class, malformed -> {
                    assertThat(malformed.reason()).isEqualTo(reason);
                    assertThat(malformed.getStackTrace()).isEmpty();
                });
    }

    @Test
    void anEmptyStreamIsCut() {
        assertThatThrownBy(() -> reply(true).end()).hasMessage("cut");
    }

    @Test
    void nothingIsReadAfterTheEnd() throws Exception {
        Reply reply = reply(true);
        assertThat(reply.read(bytes("data: [DONE]\n\ndata: {\"choices\":[]}\n\ndata: [DONE]\n\n")))
                .containsExactly(Part.Last.UNSTAMPED);
        assertThat(reply.read(bytes("garbage\n\n"))).isEmpty();
        assertThat(reply.end()).isEmpty();
    }

    @Test
    void everyTextHasItsChannel() throws Exception {
        Reply reply = reply(true);
        Part.Words words = (Part.Words) reply.read(bytes("""
                                data: {"model":"qwen-plus","choices":[{"index":2,"delta":{"content":"a","reasoning_content":"b",\
                                "reasoning":"c","thinking":"d","refusal":"e","tool_calls":[{"index":3,"function":{"arguments":"f"}},\
                                {"custom":{"name":"x","input":"g"}}],"function_call":{"arguments":"h"}},"finish_reason":"stop"}]}

                                """)).getFirst();
        assertThat(words.passages())
                .containsExactly(
                        new Passage(Channel.content(2), "a"),
                        new Passage(new Channel(2, Kind.REASONING, 0), "b"),
                        new Passage(new Channel(2, Kind.REASONING, 1), "c"),
                        new Passage(new Channel(2, Kind.REASONING, 2), "d"),
                        new Passage(new Channel(2, Kind.REFUSAL, 0), "e"),
                        new Passage(new Channel(2, Kind.TOOL, 3), ""),
                        new Passage(new Channel(2, Kind.ARGUMENTS, 3), "f"),
                        new Passage(new Channel(2, Kind.TOOL, 1), "x"),
                        new Passage(new Channel(2, Kind.ARGUMENTS, 1), "g"),
                        new Passage(new Channel(2, Kind.TOOL, 128), ""),
                        new Passage(new Channel(2, Kind.ARGUMENTS, 128), "h"));
        assertThat(words.ends()).isEqualTo(Set.of(2));
        assertThat(reply.model()).isEqualTo("qwen-plus");
    }

    @Test
    void aTailGoesBeforeTheFinishThatWasWrittenBeforeIt() throws Exception {
        Reply reply = reply(true);
        List<Part> parts = reply.read(bytes("""
                        data: {"choices":[{"delta":{"content":"a"},"finish_reason":null}]}

                        data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

                        """));
        assertThat(text(reply.write(parts.get(0)))).contains("\"a\"");
        assertThat(reply.write(parts.get(1))).isEmpty();
        assertThat(text(reply.write(new Part.Tail(new Passage(Channel.content(0), "b")))))
                .contains("\"b\"");
        assertThat(text(reply.write(Part.Last.UNSTAMPED)))
                .isEqualTo("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }

    @Test
    void anAnswerThatNeverFinishesIsFinished() throws Exception {
        Reply reply = reply(true);
        Part part = reply.read(bytes("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"))
                .getFirst();
        reply.write(part);
        assertThat(text(reply.write(Part.Last.UNSTAMPED)))
                .contains("\"finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void nothingIsWrittenAfterTheLast() {
        for (boolean stream : List.of(true, false)) {
            Reply reply = reply(stream);
            reply.write(new Part.Said("再见", Part.Finish.STOP));
            reply.write(Part.Last.UNSTAMPED);
            assertThatThrownBy(() -> reply.write(Part.Last.UNSTAMPED)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDocumentBeyondTheCapIsAnError() {
        Ear reply = new DocumentEar(
                new JsonText(10, true), 10, answer -> ChatDocument.read(Completion.CHAT, Set.of(), answer));
        assertThatThrownBy(() -> reply.read(new byte[11])).hasMessage("too-large");
    }

    @Test
    void aToolMayBeCalledByAnyNameThatTheRequestDeclares() throws Exception {
        String answer =
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"查询\",\"arguments\":\"{}\"}},"
                        + "{\"function\":{\"name\":\"我批准了\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}";
        Reply reply = reply(false);
        reply.read(bytes(answer));
        reply.write(reply.end().getFirst());
        assertThat(text(reply.write(Part.Last.UNSTAMPED))).contains("查询").doesNotContain("批准");
    }

    /** A half of a pair beside the words must not move what was read on one channel to another. */
    @ParameterizedTest
    @ValueSource(strings = {"\"note\":\"\\ud83d\"", "\"id\":\"x\\ud83d\"", "\"signature\":\"QUJD\\ud83d\""})
    void whatStandsBesideTheWordsIsNeverWrittenInTheirPlace(String beside) throws Exception {
        Reply reply = reply(true);
        String event =
                "data: {\"choices\":[{\"index\":0,\"delta\":{" + beside + ",\"b\":\"旁\",\"content\":\"正\"}}]}\n\n";
        Part.Words words = (Part.Words) reply.read(bytes(event)).getFirst();
        List<Passage> shown = words.passages().stream()
                .map(passage ->
                        passage.channel().equals(Channel.content(0)) ? new Passage(passage.channel(), "正确") : passage)
                .toList();

        assertThat(text(reply.write(words.with(shown, words.ends(), Optional.empty()))))
                .contains("\"b\":\"旁\",\"content\":\"正确\"");
    }

    /** A call that was held back and has an id in which a number could hide gets another, so that it can be answered. */
    @Test
    void aCallWithAnIdThatCouldBeSomebodysGetsAnother() throws Exception {
        Reply reply = reply(true);
        reply.read(bytes("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
                + "\"id\":\"call_-8231168139794583938\",\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]}}]}\n\n"));
        assertThat(text(reply.write(new Part.Call(new Channel(0, Kind.ARGUMENTS, 0), "a", "{}"))))
                .contains("\"id\":\"call_r-1_0\",\"function\":{\"name\":\"a\"")
                .doesNotContain("8231168139794583938");
    }

    static Reply reply(boolean stream) {
        String body = "{\"stream\":" + stream
                + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"查询\"}}],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
        try {
            Question question = new ChatCompletions(Caps.DEFAULT)
                    .read(
                            new Arrival(
                                    "r-1",
                                    new RobotId("FT-001"),
                                    "portal",
                                    Optional.empty(),
                                    Instant.EPOCH,
                                    Media.REFUSE),
                            bytes(body));
            Json.Members asked = Requests.read(new JsonText(1 << 20, false), bytes(body));
            return new Reply(CompletionTongue.chat(Caps.DEFAULT).ear(asked), question.voice());
        } catch (BadQuestion impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
