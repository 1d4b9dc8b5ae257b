package io.jianhu.loadtest.micro;

import io.jianhu.chat.Part;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Stamp;
import io.jianhu.frame.JsonText;
import io.jianhu.loadtest.ask.Request;
import io.jianhu.loadtest.model.MockAnswers;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Mood;
import io.jianhu.openai.ChatCompletions;
import io.jianhu.openai.CompletionTongue;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A question read, and its answer of about 45 events read and written again, without guards and sockets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBenchmark {

    private static final Stamp STAMP =
            new Stamp(io.jianhu.chat.Decision.ALLOW, List.of(), Optional.empty(), "revision", Map.of("Label", "1"));

    private final ChatCompletions dialect = new ChatCompletions(Caps.DEFAULT);
    private final CompletionTongue tongue = CompletionTongue.chat(Caps.DEFAULT);
    private final JsonText json = new JsonText(1 << 20, false);
    private final RobotId robot = new RobotId("FT-001");
    private final Dialogue dialogue = new Dialogue(1, 0);
    private final byte[] body = Request.of(dialogue.question(1), true);
    private final List<byte[]> events =
            new MockAnswers(dialogue).events(new MockAnswers.Asked(1, Mood.WILLING, true, Optional.empty()));

    @Benchmark
    public int roundTrip() throws BadQuestion, MalformedAnswer {
        Question question = dialect.read(
                new Arrival("request", robot, "loadtest", Optional.empty(), Instant.EPOCH, Media.REFUSE), body);
        Reply reply = new Reply(tongue.ear(Requests.read(json, body)), question.voice());
        int bytes = 0;
        for (byte[] event : events) {
            bytes += written(reply, reply.read(event));
        }
        return bytes + written(reply, reply.end());
    }

    private static int written(Reply reply, List<Part> parts) {
        int bytes = 0;
        for (Part part : parts) {
            bytes += reply.write(part instanceof Part.Last ? new Part.Last(Optional.of(STAMP)) : part).length;
        }
        return bytes;
    }
}
