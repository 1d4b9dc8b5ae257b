package io.jianhu.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Ear;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Voice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesReplyTest {

    private static final String START = "{'type':'message_start','message':{'id':'m','model':'zw','content':[]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | {'type':'error','error':{'message':'secret'}} | error",
                "true | {'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}} | cut",
                "true | {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a'}} | garbage",
                "true | {'type':'content_block_stop','index':3} | garbage",
                "true | {'type':'content_block_start','index':-1,'content_block':{'type':'text'}} | garbage",
                "true | {'type':'content_block_start','index':0,'content_block':'a'} | garbage",
                "true | {'choices':[]} | garbage",
                "true | {'type':'a b'} | garbage",
                "true | [] | garbage",
                "true | <html> | garbage",
                "false | {'type':'error','error':{'message':'secret'}} | error",
                "false | {'type':'message','content':'a'} | garbage",
                "false | <html> | garbage"
            })
    void anAnswerThatCannotBeReadIsNamedWithoutQuotingIt(boolean stream, String answer, String reason) {
        Ear ear = ear(stream);
        assertThatThrownBy(() -> {
                    ear.read(stream ? events(START, answer) : bytes(answer));
                    ear.end();
                })
                .isInstanceOfSatisfying(
                        MalformedAnswer.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo(reason));
    }

    @Test
    void whatComesBeforeAMessageBeginsIsNone() {
        assertThatThrownBy(() -> ear(true).read(events("{'type':'message_stop'}")))
                .hasMessage("garbage");
    }

    /** Nobody must act on a call that lacks the rest of its arguments. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'type':'message_stop'}", "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}"})
    void aCallThatNeverClosesIsCut(String next) throws Exception {
        String call =
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'lookup','input':{}}}";
        String half = "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{'}}";
        Ear ear = ear(true);
        ear.read(events(START, call, half));

        assertThatThrownBy(() -> ear.read(events(next))).hasMessage("cut");
        assertThat(ear(true).read(events(START, call, half, "{'type':'content_block_stop','index':0}", next)))
                .isNotEmpty();
    }

    @Test
    void aNameThatIsNoneIsHeardAsNone() throws Exception {
        List<Part> parts = ear(true)
                .read(
                        events(
                                START,
                                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'批准 吧','input':{}}}"));

        assertThat(((Part.Words) parts.get(1)).passages())
                .containsExactly(new Passage(new Channel(0, Kind.TOOL, 0), ""));
    }

    @Test
    void everyBlockHasItsChannelsAndClosesThem() throws Exception {
        List<Part.Words> parts = new ArrayList<>();
        Ear ear = ear(true);
        for (Part part : ear.read(events(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'甲'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'t','name':'lookup','input':{}}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'u','name':'lookup','input':{'n':1}}}",
                "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':2}}",
                "{'type':'message_stop'}"))) {
            if (part instanceof Part.Words words) {
                parts.add(words);
            }
        }

        Channel content = new Channel(0, Kind.CONTENT, 0);
        Channel first = new Channel(0, Kind.ARGUMENTS, 1);
        Channel second = new Channel(0, Kind.ARGUMENTS, 2);
        assertThat(parts.get(1).passages()).containsExactly(new Passage(content, "甲"));
        assertThat(parts.get(2).closes()).containsExactly(content);
        assertThat(parts.get(3).passages()).containsExactly(new Passage(new Channel(0, Kind.TOOL, 1), "lookup"));
        assertThat(parts.get(4).passages())
                .containsExactly(new Passage(new Channel(0, Kind.TOOL, 1), ""), new Passage(first, "{}"));
        assertThat(parts.get(4).closes()).containsExactly(first);
        assertThat(parts.get(5).passages())
                .containsExactly(new Passage(new Channel(0, Kind.TOOL, 2), "lookup"), new Passage(second, "{\"n\":1}"));
        assertThat(parts.get(5).closes()).containsExactly(second);
        assertThat(parts.get(6).ends()).containsExactly(0);
        assertThat(parts.stream().anyMatch(Part.Words::stray)).isFalse();
        assertThat(ear.model()).isEqualTo("zw");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'content_block_start','index':0,'content_block':{'type':'function','name':'pay'}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','input':{}}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','name':'pay','arguments':'{}'}}",
                "{'type':'call','name':'pay'}"
            })
    void whatMayBeACallInAnUnknownFormIsTold(String event) throws Exception {
        Part last = ear(true).read(events(START, event)).getLast();

        assertThat(last)
                .isInstanceOfSatisfying(
                        Part.Words.class, words -> assertThat(words.stray()).isTrue());
    }

    @Test
    void aCallThatWasHeldBackIsWrittenWholeAndMovesTheBlocksAfterIt() throws Exception {
        Voice voice = voice();
        StringBuilder written = new StringBuilder();
        List<Part> parts = ear(true)
                .read(events(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'pay','input':{}}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                        "{'type':'content_block_stop','index':0}",
                        "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                        "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'好'}}",
                        "{'type':'content_block_stop','index':1}",
                        "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}",
                        "{'type':'message_stop'}"));
        for (Part part : parts) {
            voice.hears(part);
            if (part instanceof Part.Words words) {
                if (!words.ends().isEmpty()) {
                    written.append(text(voice.write(new Part.Call(new Channel(0, Kind.ARGUMENTS, 0), "pay", "{}"))));
                    written.append(text(
                            voice.write(new Part.Tail(new Passage(new Channel(0, Kind.CONTENT, 1), "（完）")))));
                }
                written.append(text(voice.write(words.with(words.passages(), words.ends(), Optional.of(Set.of())))));
            } else {
                written.append(text(voice.write(part)));
            }
        }

        assertThat(written.toString().lines().filter(line -> line.startsWith("data: ")))
                .containsExactly(
                        data(START),
                        data("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"),
                        data("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'好'}}"),
                        data("{'type':'content_block_stop','index':0}"),
                        data(
                                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'t','name':'pay','input':{}}}"),
                        data(
                                "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{}'}}"),
                        data("{'type':'content_block_stop','index':1}"),
                        data("{'type':'content_block_start','index':2,'content_block':{'type':'text','text':''}}"),
                        data("{'type':'content_block_delta','index':2,'delta':{'type':'text_delta','text':'（完）'}}"),
                        data("{'type':'content_block_stop','index':2}"),
                        data("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}"),
                        data("{'type':'message_stop'}"));
    }

    private static String data(String document) {
        return "data: " + document.replace('\'', '"');
    }

    private static Ear ear(boolean stream) {
        try {
            return new MessagesTongue(Caps.DEFAULT)
                    .ear(Requests.read(new JsonText(100, false), bytes("{'stream':" + stream + "}")));
        } catch (io.jianhu.wire.BadQuestion impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Voice voice() throws Exception {
        byte[] body = bytes("{'max_tokens':9,'stream':true,'messages':[{'role':'user','content':'a'}]}");
        return new Messages(Caps.DEFAULT)
                .read(
                        new Arrival(
                                "r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, Media.REFUSE),
                        body)
                .voice();
    }

    private static byte[] events(String... documents) {
        StringBuilder events = new StringBuilder();
        for (String document : documents) {
            events.append("data: ").append(document).append("\n\n");
        }
        return bytes(events.toString());
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
