package io.jianhu.loadtest.micro;

import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedEvents;
import io.jianhu.frame.MalformedJson;
import io.jianhu.frame.SseEvent;
import io.jianhu.frame.SseReader;
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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The server-sent events of a streamed answer, of eight characters each, without guards. An operation is an event:
 * operations a microsecond are millions of events a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramesBenchmark {

    /** Two begin the answer, one finishes it, and one says that it is over. */
    private static final int EVENTS = 42;

    private static final int TOKENS = EVENTS - 4;

    /** How the events come. */
    public enum Cut {
        /** Each by itself. */
        EVENTS,
        /** Byte by byte. */
        BYTES
    }

    @Param
    private Cut cut = Cut.EVENTS;

    private final JsonText json = new JsonText(Caps.DEFAULT.event(), true);
    private final CompletionTongue tongue = CompletionTongue.chat(Caps.DEFAULT);
    private final byte[] body = Request.of(new Dialogue(1, 0).question(1), true);
    private final Question question = question(body);
    private final Json.Members request = request(body);
    private List<byte[]> pieces = List.of();

    @Setup
    public void prepare() throws MalformedEvents, MalformedJson, MalformedAnswer {
        List<byte[]> all = new MockAnswers(new Dialogue(1, 0))
                .events(new MockAnswers.Asked(1, Mood.WILLING, true, Optional.empty()));
        List<byte[]> events = new ArrayList<>(all.subList(0, 2 + TOKENS));
        events.add(all.getLast());
        pieces = cut == Cut.EVENTS ? events : Mood.CRUMBLING.spoken(events);
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        pass(given::writeBytes);
        String shown = given.toString(StandardCharsets.UTF_8);
        if (read() != EVENTS || parse() != EVENTS - 1 || count(shown, Bracketed.OPEN) != TOKENS + 1) {
            throw new IllegalStateException("not the events that were to be read and written: " + shown);
        }
    }

    private static int count(String text, String sought) {
        return text.split(sought, -1).length - 1;
    }

    private static Question question(byte[] body) {
        RobotId robot = new RobotId("FT-001");
        try {
            return new ChatCompletions(Caps.DEFAULT)
                    .read(new Arrival("1", robot, "loadtest", Optional.empty(), Instant.EPOCH, Media.REFUSE), body);
        } catch (BadQuestion e) {
            throw new IllegalStateException(e);
        }
    }

    private static Json.Members request(byte[] body) {
        try {
            return Requests.read(new JsonText(Caps.DEFAULT.question(), false), body);
        } catch (BadQuestion e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes to events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int read() throws MalformedEvents {
        SseReader reader = new SseReader(Caps.DEFAULT.event());
        int events = 0;
        for (byte[] piece : pieces) {
            events += reader.read(piece).size();
        }
        return events;
    }

    /** Bytes to events, and what they bear to JSON. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int parse() throws MalformedEvents, MalformedJson {
        SseReader reader = new SseReader(Caps.DEFAULT.event());
        int documents = 0;
        for (byte[] piece : pieces) {
            for (SseEvent event : reader.read(piece)) {
                documents += event.data().startsWith("{") && json.read(event.data()) instanceof Json.Members ? 1 : 0;
            }
        }
        return documents;
    }

    /** Bytes to the parts of an answer, and those with other words to bytes. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void change(Blackhole citizen) throws MalformedAnswer {
        pass(citizen::consume);
    }

    private void pass(Consumer<byte[]> client) throws MalformedAnswer {
        Reply reply = new Reply(tongue.ear(request), question.voice());
        for (byte[] piece : pieces) {
            Bracketed.give(reply, reply.read(piece), client);
        }
        Bracketed.give(reply, reply.end(), client);
    }
}
