package io.jianhu.net;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Raw;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Call;
import io.jianhu.flow.Head;
import io.jianhu.flow.Outcome;
import io.jianhu.flow.Rejected;
import io.jianhu.robot.Robot;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
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
    private final Models models;
    private final Clock clock;
    private final long arrived = System.nanoTime();

    private Runnable release = () -> {};
    private volatile @Nullable Question question;
    private @Nullable Reply reply;
    private volatile boolean gone;
    private volatile @Nullable Relay relay;

    Exchanging(Client client, Inbound request, String id, String robot, Dialect dialect, Models models, Clock clock) {
        this.client = client;
        this.request = request;
        this.id = id;
        this.robot = robot;
        this.dialect = dialect;
        this.models = models;
        this.clock = clock;
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
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
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
            Question read = dialect.read(
                    id,
                    robot.id(),
                    caller.name(),
                    request.header("x-conversation-id"),
                    request.body(),
                    clock.instant());
            question = read;
            return read.raw();
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        }
    }

    @Override
    public Outcome relay(Exchange exchange, Robot robot, Answer answer) throws InterruptedException {
        Question asked = question;
        if (asked == null) {
            throw new IllegalStateException("nothing was read");
        }
        Reply fresh = asked.reply();
        InetAddress address;
        try {
            address = models.names()
                    .find(
                            robot.upstream().url().getHost(),
                            robot.upstream().timeouts().connect());
        } catch (UnknownHostException e) {
            return unfound(robot, "refused");
        } catch (TimeoutException e) {
            return unfound(robot, "connect-timeout");
        }
        Errand errand = Errand.of(robot, asked.write(exchange, robot.upstream().model()), address);
        Relay running = new Relay(models, errand, client, answer, fresh);
        client.channel().eventLoop().execute(() -> {
            reply = fresh;
            relay = running;
            if (gone) {
                running.abandon();
            } else {
                running.start();
            }
        });
        Outcome outcome = await(running.outcome());
        if (outcome instanceof Outcome.Completed) {
            onLoop(() -> client.end(answer.head(), fresh.contentType()));
        }
        return outcome;
    }

    private Outcome unfound(Robot robot, String reason) {
        models.upstreams().answered(robot.id().toString(), reason);
        return new Outcome.UpstreamFailed(reason, false);
    }

    @Override
    public void finish(Head head, List<Part> parts) {
        onLoop(() -> {
            Reply speaking = reply;
            if (speaking == null) {
                Question asked = question;
                if (asked == null) {
                    throw new IllegalStateException("nothing was read");
                }
                speaking = asked.reply();
            }
            for (Part part : parts) {
                client.give(head, speaking.contentType(), speaking.write(part));
            }
            client.end(head, speaking.contentType());
        });
    }

    @Override
    public void models(Head head, String model, String owner) {
        byte[] body = dialect.models(model, clock.instant().getEpochSecond(), owner);
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

    /** Waits until the answer has left, so that nothing cuts it; who has been given none is not kept waiting. */
    @Override
    public void close() {
        try {
            onLoop(client::cut);
            client.parted().join();
        } finally {
            release.run();
        }
    }

    /** The client has left. Called on the event loop. */
    void left() {
        gone = true;
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
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(work, client.channel().eventLoop());
        done.join();
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the relay broke", e.getCause());
        }
    }
}
