package io.jianhu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.frame.Json;
import io.jianhu.openai.CompletionTongue;
import io.jianhu.wire.Caps;
import io.jianhu.wire.MalformedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {

    private static final CompletionTongue TONGUE = CompletionTongue.chat(Caps.DEFAULT);
    private static final Json.Members STREAM = new Json.Members(Map.of("stream", new Json.Literal("true")));

    private static final String WHOLE = document("{\"role\":\"assistant\",\"content\":\"请到窗口办理。\"}", "stop");

    private static String document(String message, String reason) {
        return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"" + reason
                + "\"}]}";
    }

    private static Recorder hear(int most, String... bytes) throws MalformedAnswer {
        Recorder recorder = new Recorder(TONGUE.ear(Json.Members.NONE), most);
        for (String piece : bytes) {
            recorder.read(piece.getBytes(StandardCharsets.UTF_8));
        }
        recorder.end();
        return recorder;
    }

    @Test
    void aWholeAnswerIsRememberedByteByByteAndUpToItsBound() throws MalformedAnswer {
        int length = WHOLE.getBytes(StandardCharsets.UTF_8).length;
        Recorder recorder = hear(length, WHOLE.substring(0, 20), WHOLE.substring(20));
        assertThat(recorder.whole())
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(WHOLE));
        assertThat(recorder.model()).isEqualTo("m");
        assertThat(hear(length - 1, WHOLE.substring(0, 20), WHOLE.substring(20)).whole())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"请到\"},\"finish_reason\":\"length\"}]}",
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"请到\"},\"finish_reason\":\"content_filter\"}]}",
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\" \"},\"finish_reason\":\"stop\"}]}",
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"甲\"},\"finish_reason\":\"stop\"},{\"index\":1,\"message\":{\"content\":\"乙\"},\"finish_reason\":\"stop\"}]}",
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"查一下\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\"}]}"
            })
    void whatIsNoPlainAnswerIsNot(String document) throws MalformedAnswer {
        assertThat(hear(1 << 20, document).whole()).isEmpty();
    }

    @Test
    void aStreamThatIsNotOverIsNot() throws MalformedAnswer {
        Recorder recorder = new Recorder(TONGUE.ear(STREAM), 1 << 20);
        String event = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"请到\"},\"finish_reason\":\"stop\"}]}";
        recorder.read(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        assertThat(recorder.whole()).isEmpty();
        recorder.read("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        assertThat(recorder.whole()).isPresent();
    }
}
