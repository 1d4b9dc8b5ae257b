package io.jianhu.net;

import io.jianhu.cache.Keys;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Raw;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Call;
import io.jianhu.flow.Head;
import io.jianhu.flow.Keeping;
import io.jianhu.flow.Outcome;
import io.jianhu.flow.Rejected;
import io.jianhu.robot.Robot;
import io.jianhu.robot.San;
import io.jianhu.upstream.Inquiry;
import io.jianhu.upstream.Letter;
import io.jianhu.upstream.Source;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.Media;
import io.jianhu.wire.ModelList;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Server;
import io.jianhu.wire.Voice;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One exchange as the walk sees it, on the sockets of a client and a model. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Exchanging implements Call, AutoCloseable {

    private static final String JSON = "application/json; charset=utf-8";

    private final Client client;
    private final Inbound request;
    private final String id;
    private final String robot;
    private final Dialect dialect;
    private final Door.Chat chat;
    private final Traffic traffic;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final long arrived = System.nanoTime();

    private Runnable release = () -> {};
    private long carried; // bytes in the house until the walk is over, whether its client waits for it or not
    private volatile @Nullable Question question;
    private @Nullable Voice voice;
    private long deadline;
    private volatile boolean gone;
    private volatile @Nullable Relay relay;

    Exchanging(
            Client client,
            Inbound request,
            String id,
            String robot,
            Dialect dialect,
            Door.Chat chat,
            Traffic traffic,
            long carried) {
        this.client = client;
        this.request = request;
        this.id = id;
        this.robot = robot;
        this.dialect = dialect;
        this.chat = chat;
        this.traffic = traffic;
        this.carried = carried;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String robot() {
        return robot;
    }

    @Override
    public Optional<String> key() {
        return ShownKey.in(request::header);
    }

    @Override
    public Set<San> names() {
        return Peer.names(client.channel());
    }

    @Override
    public String dialect() {
        return dialect.name();
    }

    @Override
    public int size() {
        return request.body().length;
    }

    @Override
    public CompletableFuture<Void> gone() {
        return over;
    }

    @Override
    public boolean carry(int bytes) {
        boolean room = traffic.hold(bytes);
        carried += room ? bytes : 0;
        return room;
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
    public Raw read(Robot robot, io.jianhu.robot.Client caller) throws Rejected {
        try {
            Arrival arrival = new Arrival(
                    id,
                    robot.id(),
                    caller.id(),
                    request.header("x-conversation-id"),
                    chat.clock().instant(),
                    media(robot),
                    robot.upstream().model());
            Question read = dialect.read(arrival, request.body());
            question = read;
            return read.raw();
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        }
    }

    private static Media media(Robot robot) {
        return switch (robot.policy().media()) {
            case REFUSE -> Media.REFUSE;
            case DROP -> Media.DROP;
            case PASS -> Media.PASS;
        };
    }

    @Override
    public Outcome relay(Exchange exchange, Robot robot, Answer answer, Optional<Keeping> keeping)
            throws Rejected, InterruptedException {
        String tongue = asked().tongue();
        Server server = chat.absences()
                .left(robot.id(), chat.api().server(robot.upstream().dialect()), tongue);
        Outcome outcome = relay(server, ask(server, exchange, robot), robot, answer, keeping);
        if (!server.speaksBeside(asked()) || !isAbsent(outcome)) {
            return outcome;
        }
        Outcome other = translated(server.without(tongue), exchange, robot, answer, keeping, outcome);
        if (!isAbsent(other)) {
            chat.absences().note(robot.id(), tongue);
        }
        return other;
    }

    /** Whether the server has no such call, and nothing has come of it. */
    private static boolean isAbsent(Outcome outcome) {
        return outcome instanceof Outcome.UpstreamFailed failed
                && failed.reason().equals(Inquiry.NOT_FOUND)
                && !failed.heard();
    }

    /** The same question in the server's best tongue; where that cannot say it, the outcome stays as it was. */
    private Outcome translated(
            Server server, Exchange exchange, Robot robot, Answer answer, Optional<Keeping> keeping, Outcome otherwise)
            throws InterruptedException {
        try {
            return relay(server, ask(server, exchange, robot), robot, answer, keeping);
        } catch (Rejected untranslatable) {
            return otherwise;
        }
    }

    private Outcome relay(Server server, Asking asking, Robot robot, Answer answer, Optional<Keeping> keeping)
            throws InterruptedException {
        Function<Inquiry.Hearer, Source> model = hearer ->
                chat.models().ask(loop(), robot, new Letter(asking.path(), asking.body()), patience(robot), hearer);
        Optional<Remembering> memory =
                keeping.filter(leave -> chat.answers().isOpen()).flatMap(leave -> remembering(leave, robot, server));
        return memory.isPresent()
                ? remembered(memory.get(), asking.reply(), model, robot, answer)
                : pass(asking.reply(), model, answer, false, true);
    }

    private Outcome remembered(
            Remembering memory, Reply fresh, Function<Inquiry.Hearer, Source> model, Robot robot, Answer answer)
            throws InterruptedException {
        Duration wait = robot.upstream().timeouts().firstByte();
        Outcome outcome = memory.relay(fresh, model, answer, wait, over, (reply, source, recalled) -> {
            onLoop(() -> client.cache(recalled ? "hit" : "miss"));
            return pass(reply, source, answer, recalled, false);
        });
        if (outcome instanceof Outcome.Completed) { // and kept: who has seen the end and asks again finds it
            loop().execute(() -> client.end(answer.head(), fresh.contentType()));
        }
        return outcome;
    }

    private Optional<Remembering> remembering(Keeping keeping, Robot robot, Server server) {
        Keys.Asked asked = new Keys.Asked(robot.id(), keeping.revision(), keeping.wordless(), keeping.words());
        return chat.keys()
                .of(asked, asked(), server, robot.upstream().model())
                .map(key -> new Remembering(chat.answers(), key, keeping));
    }

    private Outcome pass(
            Reply fresh, Function<Inquiry.Hearer, Source> source, Answer answer, boolean recalled, boolean ends)
            throws InterruptedException {
        Relay running = new Relay(client, answer, fresh, source, recalled, ends);
        loop().execute(() -> {
            voice = fresh.voice();
            relay = running;
            if (gone) {
                running.abandon();
            } else {
                running.start();
            }
        });
        return await(running.outcome());
    }

    private Asking ask(Server server, Exchange exchange, Robot robot) throws Rejected {
        try {
            return server.ask(asked(), exchange, robot.upstream().model());
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        }
    }

    private Question asked() {
        Question asked = question;
        if (asked == null) {
            throw new IllegalStateException("nothing was read");
        }
        return asked;
    }

    /** How long the model may take; what one model has used up, its stand-in has no more. */
    private Duration patience(Robot robot) {
        long now = System.nanoTime();
        if (deadline == 0) {
            deadline = now + robot.upstream().timeouts().total().toNanos();
        }
        return Duration.ofNanos(Math.max(0, deadline - now));
    }

    @Override
    public void finish(Head head, List<Part> parts) {
        onLoop(() -> {
            Voice speaking = voice == null ? asked().voice() : voice;
            for (Part part : parts) {
                client.give(head, speaking.contentType(), speaking.write(part));
            }
            client.end(head, speaking.contentType());
        });
    }

    @Override
    public void models(Head head, String model, String owner) {
        byte[] body = ModelList.body(model, chat.clock().instant().getEpochSecond(), owner);
        onLoop(() -> client.whole(200, head, JSON, body));
    }

    @Override
    public void fail(Head head, Rejected rejected) {
        byte[] body = Errors.body(dialect, rejected.status(), rejected.reason(), rejected.problem());
        onLoop(() -> {
            rejected.retryAfter().ifPresent(client::retryAfter);
            client.fail(rejected.status(), head, JSON, body);
        });
    }

    /** The walk is over; the exchange is when its answer has left, which nothing cuts. Who was given none is not kept. */
    @Override
    public void close() {
        client.parted().whenComplete((parted, none) -> leave());
        if (client.parted().isDone()) {
            return;
        }
        try {
            loop().execute(client::cut);
        } catch (RejectedExecutionException closed) { // every connection has gone with its loop
            client.parted().complete(null);
        }
    }

    private void leave() {
        traffic.release(carried);
        try {
            release.run();
        } finally {
            traffic.leave();
        }
    }

    /** The client has left. Called on the event loop. */
    void left() {
        gone = true;
        over.complete(null);
        Relay running = relay;
        if (running != null) {
            running.abandon();
        }
    }

    /** The client takes bytes again, or no longer. Called on the event loop. */
    void pace() {
        Relay running = relay;
        if (running != null) {
            running.pace();
        }
    }

    private void onLoop(Runnable work) {
        CompletableFuture.runAsync(work, loop()).join();
    }

    private EventLoop loop() {
        return client.channel().eventLoop();
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the relay broke", e.getCause());
        }
    }
}
