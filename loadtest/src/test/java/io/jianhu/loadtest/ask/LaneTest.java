package io.jianhu.loadtest.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.talk.Dialogue;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a lane takes an answer for. */
class LaneTest {

    private static final long NUMBER = 3;

    private final Dialogue dialogue = new Dialogue(1, 0);
    private final List<Outcome> outcomes = new ArrayList<>();

    private final Lane.Listener listener = new Lane.Listener() {
        @Override
        public void opened(Lane lane) {}

        @Override
        public void answered(Lane lane, Answered answered) {
            outcomes.add(answered.outcome());
        }

        @Override
        public void closed(Lane lane, boolean asked) {}
    };

    private Outcome outcome(boolean stream, int status, String body, String... headers) {
        return outcome(Script.PLAIN, stream, status, body, headers);
    }

    private Outcome outcome(Script script, boolean stream, int status, String body, String... headers) {
        Target target = new Target(1, "/v1", Optional.of("key"));
        Lane lane = new Lane(dialogue, new Order(target, stream, Frame.NONE, script), listener);
        EmbeddedChannel channel = new EmbeddedChannel(lane);
        lane.ask(NUMBER, System.nanoTime());
        FullHttpRequest request = channel.readOutbound();
        assertThat(request.content().toString(StandardCharsets.UTF_8)).contains(dialogue.question(NUMBER));
        request.release();
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            response.headers().set(headers[i], headers[i + 1]);
        }
        channel.writeInbound(response);
        channel.finishAndReleaseAll();
        return outcomes.getLast();
    }

    private static String document(String text) {
        return "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}";
    }

    private static String stream(String text, String end) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n" + end + "data: [DONE]\n\n";
    }

    @Test
    void theModelsAnswerIsRight() {
        assertThat(outcome(false, 200, document(dialogue.answer(NUMBER)))).isEqualTo(Outcome.RIGHT);
        assertThat(outcome(true, 200, stream(dialogue.answer(NUMBER), ""))).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void anotherAnswerIsWrong() {
        assertThat(outcome(false, 200, document(dialogue.answer(NUMBER + 1)))).isEqualTo(Outcome.WRONG);
        assertThat(outcome(false, 200, document(dialogue.answer(NUMBER)) + "?")).isEqualTo(Outcome.WRONG);
        assertThat(outcome(true, 200, stream(dialogue.answer(NUMBER), "data: [DONE]\n\n")))
                .isEqualTo(Outcome.WRONG);
        assertThat(outcome(false, 500, document(dialogue.answer(NUMBER)))).isEqualTo(Outcome.WRONG);
    }

    @Test
    void aGuardsAnswerIsARefusalOnlyWhereItIsWhole() {
        assertThat(outcome(Script.ATTACK, false, 200, document("不能"), "x-jianhu-decision", "refuse"))
                .isEqualTo(Outcome.REFUSED);
        assertThat(outcome(Script.ATTACK, false, 200, "{\"choices\":[", "x-jianhu-decision", "refuse"))
                .isEqualTo(Outcome.WRONG);
        assertThat(outcome(Script.ATTACK, false, 200, document("不能"), "x-jianhu-decision", "allow"))
                .isEqualTo(Outcome.WRONG);
    }

    @Test
    void anAttackThatIsAnsweredAndAQuestionThatIsRefusedAreWrong() {
        assertThat(outcome(Script.ATTACK, false, 200, document(dialogue.answer(NUMBER))))
                .isEqualTo(Outcome.WRONG);
        assertThat(outcome(false, 200, document("不能"), "x-jianhu-decision", "refuse"))
                .isEqualTo(Outcome.WRONG);
    }

    @Test
    void whoIsTurnedAwayIsToldWhenToComeAgain() {
        assertThat(outcome(false, 503, "{\"error\":{}}", "retry-after", "1")).isEqualTo(Outcome.TURNED_AWAY);
        assertThat(outcome(false, 429, "{\"error\":{}}", "retry-after", "1")).isEqualTo(Outcome.TURNED_AWAY);
        assertThat(outcome(false, 503, "{\"error\":{}}")).isEqualTo(Outcome.WRONG);
    }

    @Test
    void thatTheModelFailedIsToldByStatusOrInAStream() {
        assertThat(outcome(false, 502, "{\"error\":{}}")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(true, 504, "{\"error\":{}}")).isEqualTo(Outcome.FAILED);
        String end = "data: {\"choices\":[{\"delta\":{}}],\"jianhu\":{\"rules\":[\"upstream-cut\"]}}\n\n";
        assertThat(outcome(true, 200, stream("答复q_", end))).isEqualTo(Outcome.FAILED);
        String behind = end.replace("\"upstream-cut\"", "\"JH-1101\",\"upstream-cut\"");
        assertThat(outcome(true, 200, stream("答复q_", behind))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(true, 200, stream("答复q_", ""))).isEqualTo(Outcome.WRONG);
    }
}
