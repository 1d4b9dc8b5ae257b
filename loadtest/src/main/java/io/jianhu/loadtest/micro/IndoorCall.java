package io.jianhu.loadtest.micro;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Raw;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Call;
import io.jianhu.flow.Head;
import io.jianhu.flow.Keeping;
import io.jianhu.flow.Outcome;
import io.jianhu.flow.Rejected;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import io.jianhu.robot.San;
import io.jianhu.wire.Api;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call without sockets: the model is asked and answers on the thread that walks the exchange. Good only when the whole
 * answer of the model was given; every other end is an exception.
 */
final class IndoorCall implements Call {

    private final String id;
    private final String key;
    private final Api api;
    private final byte[] body;
    private final Function<byte[], List<byte[]>> model;
    private final Consumer<byte[]> client;
    private final InstantSource clock;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final long arrived = System.nanoTime();
    private Runnable release = () -> {};
    private @Nullable Question question;
    private long firstWords;
    private boolean complete;

    /**
     * @param body of a chat completion's request
     * @param model what it answers to the body of its request, piece by piece
     * @param client takes the answer's bytes
     */
    IndoorCall(
            String id,
            String key,
            Api api,
            byte[] body,
            Function<byte[], List<byte[]>> model,
            Consumer<byte[]> client,
            InstantSource clock) {
        this.id = id;
        this.key = key;
        this.api = api;
        this.body = body;
        this.model = model;
        this.client = client;
        this.clock = clock;
    }

    /** To be called when it was walked. */
    void end() {
        release.run();
        if (!complete) {
            throw new IllegalStateException("the answer was not given to its end");
        }
    }

    private Dialect spoken() {
        return api.at(api.usual()).orElseThrow();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String robot() {
        return GatewayFiles.AT_ONCE;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(key);
    }

    @Override
    public Set<San> names() {
        return Set.of();
    }

    @Override
    public String dialect() {
        return spoken().name();
    }

    @Override
    public int size() {
        return body.length;
    }

    @Override
    public boolean carry(int bytes) {
        return true;
    }

    @Override
    public CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public void whenOver(Runnable over) {
        release = over;
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - arrived);
    }

    @Override
    public Raw read(Robot robot, Client caller) throws Rejected {
        try {
            Question read = spoken().read(
                            new Arrival(id, robot.id(), caller.name(), Optional.empty(), clock.instant(), Media.REFUSE),
                            body);
            question = read;
            return read.raw();
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        }
    }

    @Override
    public Outcome relay(Exchange exchange, Robot robot, Answer answer, Optional<Keeping> keeping) throws Rejected {
        if (question == null) {
            throw new IllegalStateException("nothing was read");
        }
        long asked = System.nanoTime();
        try {
            Asking asking = api.server(robot.upstream().dialect())
                    .ask(question, exchange, robot.upstream().model());
            Reply reply = asking.reply();
            for (byte[] piece : model.apply(asking.body())) {
                pass(answer, reply, reply.read(piece));
            }
            if (!complete) {
                pass(answer, reply, reply.end());
            }
            return new Outcome.Completed(new Outcome.Timing(
                    reply.model(),
                    reply.fingerprint(),
                    Duration.ofNanos(System.nanoTime() - asked),
                    Optional.of(Duration.ofNanos(firstWords - asked))));
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        } catch (MalformedAnswer e) {
            throw new IllegalStateException("the model's answer is " + e.reason());
        }
    }

    private void pass(Answer answer, Reply reply, List<Part> parts) {
        for (Part part : parts) {
            if (firstWords == 0
                    && part instanceof Part.Words words
                    && !words.passages().isEmpty()) {
                firstWords = System.nanoTime();
            }
            Answer.Pushed pushed = answer.push(part);
            pushed.when().join();
            for (Part shown : pushed.parts()) {
                client.accept(reply.write(shown));
            }
            if (answer.stopped()) {
                throw new IllegalStateException("the answer was stopped");
            }
            complete |= part instanceof Part.Last;
        }
    }

    @Override
    public void finish(Head head, List<Part> parts) {
        throw new IllegalStateException("the gateway answered in the place of the model: " + head);
    }

    @Override
    public void models(Head head, String name, String owner) {
        throw new IllegalStateException("nobody asked for models");
    }

    @Override
    public void fail(Head head, Rejected rejected) {
        throw new IllegalStateException("status " + rejected.status() + ", " + rejected.problem());
    }
}
