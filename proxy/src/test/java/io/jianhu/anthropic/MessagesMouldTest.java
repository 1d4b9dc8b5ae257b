package io.jianhu.anthropic;

import static io.jianhu.wire.LikeEvents.apart;
import static io.jianhu.wire.LikeEvents.event;
import static io.jianhu.wire.LikeEvents.stream;
import static io.jianhu.wire.LikeEvents.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Part;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.LikeEvents;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** A delta that is read because it is like another reads, and is written, as if it stood alone. */
class MessagesMouldTest {

    private static final String START = "{'type':'message_start','message':{'id':'m','model':'zw','content':[]}}";
    private static final String TEXT =
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':%s}}";

    private static final List<String> FORMS = List.of(
            TEXT,
            "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':%s}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':%s}}",
            "{'delta':{'text':%s,'type':'text_delta'},'index':0,'type':'content_block_delta'}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':%s,'note':'旁注'}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'一','note':%s}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':%s,'text':'\\u0061'}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':%s},'usage':{'output_tokens':3}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':%s}}");

    private static final List<String> BETWEEN = List.of(
            start(0, "{'type':'text','text':''}"),
            start(1, "{'type':'text','text':''}"),
            start(0, "{'type':'thinking','thinking':''}"),
            start(0, "{'type':'tool_use','id':'t','name':'查询','input':{}}"),
            "{'type':'content_block_stop','index':0}",
            "{'type':'content_block_stop','index':1}",
            "{'type':'ping'}",
            START);

    private static String start(int index, String block) {
        return "{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
    }

    /** Blocks that begin and end, with runs of deltas of one form in between. */
    @Provide
    Arbitrary<List<String>> streams() {
        Arbitrary<String> words = Arbitraries.oneOf(
                Arbitraries.of("您好", "一", "a", "text_delta", "text", "", "\"", "\\", "\n", "😀", "\ud83d", "\ude00"),
                Arbitraries.strings().ofMaxLength(4));
        Arbitrary<List<String>> runs = Arbitraries.of(FORMS)
                .flatMap(form ->
                        words.map(text -> event(form, text)).list().ofMinSize(1).ofMaxSize(6));
        Arbitrary<List<String>> between = Arbitraries.of(BETWEEN)
                .map(event -> event.replace('\'', '"'))
                .list()
                .ofMaxSize(2);
        return Arbitraries.frequencyOf(Tuple.of(3, runs), Tuple.of(2, between))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(pieces -> {
                    List<String> all = new ArrayList<>(List.of(
                            START.replace('\'', '"'),
                            BETWEEN.get(0).replace('\'', '"'),
                            BETWEEN.get(1).replace('\'', '"')));
                    pieces.forEach(all::addAll);
                    return all;
                });
    }

    @Property
    void readsAndWritesAsIfEachStoodAlone(@ForAll("streams") List<String> events) {
        for (UnaryOperator<String> shown :
                List.<UnaryOperator<String>>of(text -> text, text -> text + "。", text -> "")) {
            assertThat(written(reply(), events, shown, event -> event))
                    .isEqualTo(written(reply(), events, shown, apart()));
        }
    }

    @Test
    void theThirdOfALikeIsNotParsed() throws MalformedAnswer {
        List<Part> parts = reply().read(stream(List.of(
                START.replace('\'', '"'),
                BETWEEN.get(0).replace('\'', '"'),
                event(TEXT, "您"),
                event(TEXT, "好"),
                event(TEXT, "再"),
                "{\"type\":\"ping\"}",
                event(TEXT, "见"))));

        assertThat(parts.stream().map(LikeEvents::isRecast))
                .containsExactly(false, false, false, false, true, false, true);
    }

    /** What stands under the same number then is another block, with a channel of its own. */
    @Test
    void aBlockThatBeginsAnewIsAnother() throws MalformedAnswer {
        List<String> events = new ArrayList<>(List.of(START.replace('\'', '"')));
        for (int block = 0; block < 2; block++) {
            events.add(BETWEEN.get(0).replace('\'', '"'));
            List.of("一", "二", "三").forEach(text -> events.add(event(TEXT, text)));
            events.add(BETWEEN.get(4).replace('\'', '"'));
        }
        List<Part> parts = reply().read(stream(events));

        assertThat(parts.stream()
                        .map(part -> ((Part.Words) part).passages())
                        .filter(passages -> passages.size() == 1
                                && !passages.getFirst().text().isEmpty())
                        .map(passages -> passages.getFirst().channel().tool()))
                .containsExactly(0, 0, 0, 1, 1, 1);
    }

    private static Reply reply() {
        byte[] body = bytes("{\"max_tokens\":9,\"stream\":true,\"tools\":[{\"name\":\"查询\",\"input_schema\":{}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
        try {
            return new Reply(
                    new MessagesTongue(Caps.DEFAULT).ear(Requests.read(new JsonText(1000, false), body)),
                    new Messages(Caps.DEFAULT)
                            .read(
                                    new Arrival(
                                            "r-1",
                                            new RobotId("FT-001"),
                                            "portal",
                                            Optional.empty(),
                                            Instant.EPOCH,
                                            Media.REFUSE),
                                    body)
                            .voice());
        } catch (BadQuestion impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
