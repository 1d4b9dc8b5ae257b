package io.jianhu.loadtest.micro;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.mask.Masker;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Server;
import io.jianhu.wire.Tongue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Each dialect without guards: the request that is read into its texts and written with others for the model, and the
 * answer that is read and written with other words for the citizen.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class DialectBenchmark {

    private static final String MOBILE = "13800130000";
    private static final String MODEL = "sample-chat";
    private static final Arrival ARRIVAL =
            new Arrival("request", new RobotId("FT-001"), "loadtest", Optional.empty(), Instant.EPOCH, Media.REFUSE);

    /** A conversation of so many messages, and a question with a mobile number behind it. */
    @State(Scope.Thread)
    public static class Asked {

        @Param({"OPENAI", "RESPONSES", "ANTHROPIC", "OLLAMA"})
        private String dialect = "OPENAI";

        @Param({"0", "100"})
        private int history;

        private Conversation conversation = Conversation.of(SpokenDialect.OPENAI, 0);

        @Setup
        public void prepare() {
            conversation = Conversation.of(SpokenDialect.valueOf(dialect), history);
        }
    }

    /** The model's whole answer of about 300 characters. */
    @State(Scope.Thread)
    public static class Said {

        @Param({"OPENAI", "RESPONSES", "ANTHROPIC", "OLLAMA"})
        private String dialect = "OPENAI";

        private Conversation conversation = Conversation.of(SpokenDialect.OPENAI, 0);

        @Setup
        public void prepare() {
            conversation = Conversation.of(SpokenDialect.valueOf(dialect), 0);
        }
    }

    /** What is read and written; made once and found good. */
    private record Conversation(
            Dialect dialect,
            Server server,
            byte[] request,
            Question question,
            Exchange masked,
            Json.Members sent,
            byte[] answer) {

        static Conversation of(SpokenDialect spoken, int history) {
            Dialogue dialogue = new Dialogue(1, 0);
            byte[] request = spoken.request(dialogue, history, "我的手机号是" + MOBILE + "，" + dialogue.question(history));
            byte[] answer = spoken.answer(dialogue.body(history));
            try {
                Question question = spoken.dialect().read(ARRIVAL, request);
                Exchange masked = new Masker(new byte[32], 0, Clock.systemUTC())
                        .mask(question.raw())
                        .exchange();
                Conversation conversation = new Conversation(
                        spoken.dialect(),
                        spoken.server(),
                        request,
                        question,
                        masked,
                        question.document(masked, MODEL),
                        answer);
                conversation.check(history, dialogue.body(history));
                return conversation;
            } catch (BadQuestion | MalformedAnswer e) {
                throw new IllegalStateException(spoken + " cannot be read", e);
            }
        }

        private void check(int history, String said) throws BadQuestion, MalformedAnswer {
            String written = new String(ask().body(), StandardCharsets.UTF_8);
            ByteArrayOutputStream given = new ByteArrayOutputStream();
            pass(given::writeBytes);
            String shown = given.toString(StandardCharsets.UTF_8);
            if (question.raw().messages().size() != history + 1
                    || written.contains(MOBILE)
                    || !written.contains(MODEL)
                    || !shown.contains(Bracketed.OPEN + said + Bracketed.CLOSE)) {
                throw new IllegalStateException("not what was to be written: " + written + "\n" + shown);
            }
        }

        Asking ask() throws BadQuestion {
            return server.ask(question, masked, MODEL);
        }

        void pass(Consumer<byte[]> client) throws MalformedAnswer {
            Tongue tongue = server.tongues().getFirst();
            Reply reply = new Reply(tongue.ear(sent), question.voice());
            List<Part> parts = new ArrayList<>(reply.read(answer));
            parts.addAll(reply.end());
            Bracketed.give(reply, parts, client);
        }
    }

    /** The body of a request to its texts. */
    @Benchmark
    public Question readQuestion(Asked asked) throws BadQuestion {
        return asked.conversation.dialect.read(ARRIVAL, asked.conversation.request);
    }

    /** Masked texts to the body of the model's request. */
    @Benchmark
    public Asking writeQuestion(Asked asked) throws BadQuestion {
        return asked.conversation.ask();
    }

    /** The model's answer to the citizen's. */
    @Benchmark
    public void passAnswer(Said said, Blackhole citizen) throws MalformedAnswer {
        said.conversation.pass(citizen::consume);
    }
}
