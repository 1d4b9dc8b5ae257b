package io.jianhu.net;

import io.jianhu.chat.Part;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Outcome;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model and passes its answer on, through the guards, to the client. Lives on the client's event loop, as both
 * connections do; only its outcome is waited for elsewhere. Reads from the model only as fast as the client takes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Relay {

    private static final long MOST_ANSWER_BYTES = 16L << 20;
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final String EAR = "ear";

    private final Models models;
    private final Errand errand;
    private final Client client;
    private final Answer answer;
    private final Reply reply;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final List<Future<?>> deadlines = new ArrayList<>();
    private final long asked = System.nanoTime();

    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private @Nullable Channel upstream;
    private @Nullable Future<?> quiet;
    private long firstWords;
    private long taken;
    private boolean rested;
    private boolean paused;
    private int status;
    private boolean answering;
    private boolean reusable;
    private boolean over;

    Relay(Models models, Errand errand, Client client, Answer answer, Reply reply) {
        this.models = models;
        this.errand = errand;
        this.client = client;
        this.answer = answer;
        this.reply = reply;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    void start() {
        if (over) {
            return;
        }
        deadlines.add(
                loop().schedule(() -> fail("total-timeout"), errand.total().toMillis(), TimeUnit.MILLISECONDS));
        answer.halted().thenAcceptAsync(this::halt, loop());
        Optional<Channel> resting = models.pool().resting(loop(), errand.target());
        rested = resting.isPresent();
        resting.ifPresentOrElse(this::ask, this::connect);
    }

    private void halt(Answer.Halt why) {
        finish(new Outcome.Halted(why, timing(), client.begun()), Parting.CLOSE);
    }

    /** The client is gone: the model need not go on. */
    void abandon() {
        finish(new Outcome.ClientGone(), Parting.CLOSE);
    }

    /** Reads on, or pauses while the client takes nothing or a record is awaited; the model's clock stands meanwhile. */
    void pace() {
        Channel channel = upstream;
        boolean pause = !client.writable() || !gate.isDone();
        if (channel == null || over || pause == paused) {
            return;
        }
        paused = pause;
        channel.config().setAutoRead(!pause);
        if (pause) {
            calm();
        } else {
            quietFor(answering ? errand.idle() : errand.firstByte(), answering ? "idle-timeout" : "first-byte-timeout");
        }
    }

    private void connect() {
        models.pool()
                .connect(loop(), errand.target(), errand.address(), errand.connect())
                .addListener((io.netty.channel.ChannelFuture connected) -> {
                    if (over) {
                        connected.channel().close();
                    } else if (connected.isSuccess()) {
                        ask(connected.channel());
                    } else {
                        fail(
                                connected.cause() instanceof io.netty.channel.ConnectTimeoutException
                                        ? "connect-timeout"
                                        : "refused");
                    }
                });
    }

    private void ask(Channel channel) {
        upstream = channel;
        paused = false;
        channel.pipeline().addLast(EAR, new Ear());
        quietFor(errand.firstByte(), "first-byte-timeout");
        channel.writeAndFlush(errand.request().retainedDuplicate());
    }

    /** Hears one connection for this exchange. */
    private final class Ear extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                HttpObject object = (HttpObject) message;
                if (over) {
                    linger(context, object);
                    return;
                }
                if (object.decoderResult().isFailure()) {
                    fail("malformed");
                    return;
                }
                if (object instanceof HttpResponse response) {
                    head(response);
                }
                if (!over && object instanceof HttpContent content) {
                    if (!paused) {
                        quietFor(errand.idle(), "idle-timeout");
                    }
                    take(content.content());
                    if (!over && object instanceof LastHttpContent) {
                        close();
                    }
                }
            } catch (MalformedAnswer e) {
                fail(e.reason());
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            client.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (over || !context.channel().equals(upstream)) {
                return;
            }
            if (rested && !answering) {
                rested = false;
                connect();
            } else {
                fail(answering ? "cut" : "refused");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException) {
                context.close();
            } else {
                fail(Faults.word(cause));
            }
        }
    }

    private void head(HttpResponse response) {
        status = response.status().code();
        if (status != 200) {
            fail("status");
            return;
        }
        if (!response.headers()
                .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
                .equals("identity")) {
            fail("encoding");
            return;
        }
        answering = true;
        reusable = HttpUtil.isKeepAlive(response);
    }

    private void take(ByteBuf content) throws MalformedAnswer {
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        taken += bytes.length;
        if (taken > MOST_ANSWER_BYTES) {
            fail("too-large");
            return;
        }
        if (bytes.length > 0) {
            pass(reply.read(bytes));
        }
    }

    /** The model's bytes have ended in good order. */
    private void close() throws MalformedAnswer {
        pass(reply.end());
        finish(new Outcome.Completed(timing()), Parting.REST);
    }

    /** The answer is complete; its connection may rest as soon as its framing ends too. */
    private void linger(ChannelHandlerContext context, HttpObject object) {
        if (object instanceof LastHttpContent && object.decoderResult().isSuccess() && reusable) {
            part(context.channel(), Parting.REST);
        }
    }

    private void pass(List<Part> parts) {
        for (Part part : parts) {
            if (over) {
                return;
            }
            if (firstWords == 0
                    && part instanceof Part.Words words
                    && !words.passages().isEmpty()) {
                firstWords = System.nanoTime();
            }
            give(answer.push(part));
            if (answer.stopped()) {
                finish(new Outcome.Stopped(timing(), client.begun()), Parting.CLOSE);
            } else if (part instanceof Part.Last) {
                finish(new Outcome.Completed(timing()), Parting.LINGER);
            }
        }
        pace();
    }

    /** Writes now when nothing has to be on record first, and in order in any case. */
    private void give(Answer.Pushed pushed) {
        if (pushed.parts().isEmpty()) {
            return;
        }
        if (isGood(gate) && isGood(pushed.when())) {
            write(pushed.parts());
            return;
        }
        gate = gate.thenCombineAsync(
                pushed.when(),
                (before, recorded) -> {
                    write(pushed.parts());
                    client.flush();
                    return null;
                },
                loop());
        gate.whenCompleteAsync(
                (written, failure) -> {
                    if (failure == null) {
                        pace();
                    } else {
                        finish(new Outcome.Unrecorded(client.begun()), Parting.CLOSE);
                    }
                },
                loop());
    }

    private static boolean isGood(CompletableFuture<Void> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    private void write(List<Part> parts) {
        for (Part part : parts) {
            client.give(answer.head(), reply.contentType(), reply.write(part));
        }
    }

    private void fail(String reason) {
        finish(new Outcome.UpstreamFailed(reason, client.begun()), Parting.CLOSE);
    }

    /** What becomes of the model's connection. */
    private enum Parting {
        CLOSE,
        REST,
        /** Rest if the end of the message follows soon. */
        LINGER
    }

    /** Lets the model's connection go and reports, once, when everything that may be shown has been written. */
    private void finish(Outcome end, Parting parting) {
        Channel channel = upstream;
        if (over) {
            if (parting == Parting.REST && channel != null && reusable) {
                part(channel, parting);
            }
            return;
        }
        over = true;
        deadlines.forEach(deadline -> deadline.cancel(false));
        calm();
        if (channel != null) {
            part(channel, parting == Parting.CLOSE || reusable ? parting : Parting.CLOSE);
        }
        if (gate.isDone()) {
            report(end, !isGood(gate));
        } else {
            gate.whenCompleteAsync((written, failure) -> report(end, failure != null), loop());
        }
    }

    private void report(Outcome end, boolean unrecorded) {
        client.flush();
        errand.request().release();
        boolean begun = client.begun(); // known only now: what waited for its record may have left since
        Outcome last = switch (end) {
            case Outcome.ClientGone gone -> gone;
            case Outcome.Unrecorded lost -> new Outcome.Unrecorded(begun);
            case Outcome.UpstreamFailed failed -> new Outcome.UpstreamFailed(failed.reason(), begun);
            case Outcome.Completed completed -> completed;
            case Outcome.Stopped stopped -> new Outcome.Stopped(stopped.timing(), begun);
            case Outcome.Halted halted -> new Outcome.Halted(halted.why(), halted.timing(), begun);
        };
        models.upstreams().answered(errand.robot(), code(end));
        outcome.complete(unrecorded && !(end instanceof Outcome.ClientGone) ? new Outcome.Unrecorded(begun) : last);
    }

    private String code(Outcome end) {
        return switch (end) {
            case Outcome.Completed completed -> "200";
            case Outcome.Stopped stopped -> "200";
            case Outcome.Halted halted -> "200";
            case Outcome.Unrecorded lost -> "200";
            case Outcome.ClientGone gone -> "client-gone";
            case Outcome.UpstreamFailed failed ->
                failed.reason().equals("status") ? String.valueOf(status) : failed.reason();
        };
    }

    private void part(Channel channel, Parting parting) {
        switch (parting) {
            case CLOSE -> channel.close();
            case REST -> {
                deadlines.forEach(deadline -> deadline.cancel(false));
                if (channel.isActive() && channel.pipeline().get(EAR) != null) {
                    channel.pipeline().remove(EAR);
                    models.pool().rest(loop(), errand.target(), channel);
                }
            }
            case LINGER -> {
                channel.config().setAutoRead(true);
                deadlines.add(loop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS));
            }
        }
    }

    private void calm() {
        Future<?> waiting = quiet;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void quietFor(Duration time, String reason) {
        calm();
        quiet = loop().schedule(() -> fail(reason), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Outcome.Timing timing() {
        Optional<Duration> first =
                firstWords == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstWords - asked));
        Duration upstream = Duration.ofNanos(System.nanoTime() - asked);
        return new Outcome.Timing(reply.model(), reply.fingerprint(), upstream, first);
    }

    private EventLoop loop() {
        return client.channel().eventLoop();
    }
}
