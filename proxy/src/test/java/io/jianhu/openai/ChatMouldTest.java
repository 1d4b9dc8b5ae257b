package io.jianhu.openai;

import static io.jianhu.wire.LikeEvents.apart;
import static io.jianhu.wire.LikeEvents.event;
import static io.jianhu.wire.LikeEvents.stream;
import static io.jianhu.wire.LikeEvents.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Part;
import io.jianhu.wire.LikeEvents;
import io.jianhu.wire.MalformedAnswer;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that is read because it is like another reads, and is written, as if it stood alone. */
class ChatMouldTest {

    private static final String USUAL =
            "{'id':'c-1','model':'qwen','choices':[{'index':0,'delta':{'content':%s},'finish_reason':null}],'usage':null}";

    private static final List<String> FORMS = List.of(
            USUAL,
            "{'id':'c-1','choices':[{'delta':{'role':'assistant','content':%s}}]}",
            "{'choices':[{'index':0,'delta':{'reasoning_content':%s}}]}",
            "{'choices':[{'index':1,'delta':{'content':%s},'logprobs':{'content':[{'token':'a'}]}}]}",
            "{'choices':[{'index':0,'delta':{'content':[{'type':'text','text':%s}]}}]}",
            "{'choices':[{'index':0,'delta':{'content':%s},'note':'旁注'}]}",
            "{'choices':[{'index':0,'delta':{'content':'一'},'note':%s}]}",
            "{'id':%s,'choices':[{'index':0,'delta':{'content':'\\u0061'}}]}",
            "{'x\\'content':%s,'choices':[{'index':0,'delta':{'content':'a'}}]}",
            "{'choices':[{'index':0,'delta':{'content':%s},'finish_reason':'stop'}]}",
            "{'choices':[{'index':0,'delta':{'content':%s}},{'index':1,'delta':{}}]}",
            "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':%s}}]}}]}",
            "{'choices':[{'index':0,'delta':{'content':%s}}],'usage':{'prompt_tokens':1,'completion_tokens':2}}");

    /** Runs of events of one form, each with its words. */
    @Provide
    Arbitrary<List<String>> streams() {
        Arbitrary<String> words = Arbitraries.oneOf(
                Arbitraries.of(
                        "您好", "一", "a", "assistant", "qwen", "", "\"", "\\", "\n", "😀", "\ud83d", "\ude00", "', '"),
                Arbitraries.strings().ofMaxLength(4));
        return Arbitraries.of(FORMS)
                .flatMap(form ->
                        words.map(text -> event(form, text)).list().ofMinSize(1).ofMaxSize(6))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(runs -> runs.stream().flatMap(List::stream).toList());
    }

    @Property
    void readsAndWritesAsIfEachStoodAlone(@ForAll("streams") List<String> events) throws MalformedAnswer {
        for (UnaryOperator<String> shown :
                List.<UnaryOperator<String>>of(text -> text, text -> text + "。", text -> "")) {
            assertThat(written(ChatReplyTest.reply(true), events, shown, event -> event))
                    .isEqualTo(written(ChatReplyTest.reply(true), events, shown, apart()));
        }
    }

    @Test
    void theThirdOfALikeIsNotParsed() throws MalformedAnswer {
        List<Part> parts = ChatReplyTest.reply(true)
                .read(stream(List.of(
                        event(USUAL, "您"),
                        event(USUAL, "好"),
                        event(USUAL, "再"),
                        event(USUAL, "见\n"),
                        event(USUAL, "。"))));

        assertThat(parts.stream().map(LikeEvents::isRecast)).containsExactly(false, false, true, false, true);
        assertThat(parts.stream()
                        .map(part -> ((Part.Words) part).passages().getFirst().text()))
                .containsExactly("您", "好", "再", "见\n", "。");
    }

    /** The words' place must be theirs alone, whatever stands where theirs usually does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':%s,'choices':[{'index':0,'delta':{'content':'\\u0061'}}]}",
                "{'choices':[{'index':0,'delta':{'role':%s,'content':'\\u0061'}}]}",
                "{'x\\'content':%s,'choices':[{'index':0,'delta':{'content':'\\u0061'}}]}"
            })
    void whatOnlyLooksLikeTheWordsIsNotTakenForThem(String form) throws MalformedAnswer {
        List<Part> parts =
                ChatReplyTest.reply(true).read(stream(List.of(event(form, "a"), event(form, "a"), event(form, "b"))));

        assertThat(parts.stream().map(LikeEvents::isRecast)).containsOnly(false);
        assertThat(parts.stream()
                        .map(part -> ((Part.Words) part).passages().getLast().text()))
                .containsOnly("a");
    }

    /** Who knows what a place is probed with could say that itself. */
    @Test
    void whatAPlaceIsProbedWithIsNoPlaceForWords() throws MalformedAnswer {
        String form = "{'choices':[{'index':0,'delta':{'content':'\\ue000jianhu\\ue000'},'logprobs':{'x':'%s'}}]}"
                .replace('\'', '"');
        String probe = "\ue000jianhu\ue000";
        List<Part> parts = ChatReplyTest.reply(true)
                .read(stream(List.of(form.formatted(probe), form.formatted(probe), form.formatted("批准"))));

        assertThat(parts.stream().map(LikeEvents::isRecast)).containsOnly(false);
        assertThat(parts.stream()
                        .map(part -> ((Part.Words) part).passages().getFirst().text()))
                .containsOnly(probe);
    }

    /** The last event names the answer as the event before it did, also when it was recast; keys keep their order. */
    @Test
    void whatIsAddedIsNamedLikeWhatCameLast() throws MalformedAnswer {
        String a = "{'id':'c-a','choices':[{'index':0,'delta':{'content':%s}}]}";
        String b = "{'choices':[{'index':0,'delta':{'content':%s}}],'id':'c-b'}";
        List<String> events = List.of(
                event(a, "一"),
                event(a, "二"),
                event(a, "三"),
                event(b, "一"),
                event(b, "二"),
                event(b, "三"),
                event(a, "四"),
                event(b, "五"),
                event(b, "六"),
                event(b, "七"),
                event(b, "八"));

        String written = written(ChatReplyTest.reply(true), events, text -> text, event -> event);

        assertThat(written).isEqualTo(written(ChatReplyTest.reply(true), events, text -> text, apart()));
        assertThat(written).contains("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"八\"}}],\"id\":\"c-b\"}");
    }

    @Test
    void halvesOfAPairAreJoinedAcrossAMould() throws MalformedAnswer {
        List<Part> parts = ChatReplyTest.reply(true)
                .read(stream(List.of(
                        event(USUAL, "一"),
                        event(USUAL, "二"),
                        event(USUAL, "三\ud83d"),
                        event(USUAL, "四"),
                        event(USUAL, "五"))));

        assertThat(parts.stream()
                        .map(part -> ((Part.Words) part).passages().getFirst().text()))
                .containsExactly("一", "二", "三", "\ufffd四", "五");
    }
}
