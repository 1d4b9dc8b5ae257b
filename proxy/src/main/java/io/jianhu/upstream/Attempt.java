package io.jianhu.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One go at asking a model: an address, a connection, a request, and what comes back. Lives on one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Attempt {

    private static final int MOST_INTERIM = 8;
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final String EAR = "ear";

    private final Models models;
    private final EventLoop loop;
    private final Errand errand;
    private final Ear ear;

    private @Nullable Channel upstream;
    private @Nullable Future<?> waiting;
    private boolean rested;
    private boolean paused;
    private boolean interim;
    private int interims;
    private boolean answering;
    private boolean reusable;
    private boolean lingering;
    private boolean over;

    /** Who listens to an attempt. */
    interface Ear {

        /** The head of the answer; whoever does not like it closes the attempt. */
        void began(HttpResponse head);

        /** Bytes of the answer, decoded. */
        void took(byte[] bytes);

        /** There is no more to read for now. */
        void settled();

        /** The answer has ended in good order; the connection has gone to rest if it can be used again. */
        void ended();

        /**
         * There will be no good end. Nothing follows.
         *
         * @param reason a bounded word
         * @param harmless whether the model cannot have begun to work on the question
         */
        void lost(String reason, boolean harmless);
    }

    Attempt(Models models, EventLoop loop, Errand errand, Ear ear) {
        this.models = models;
        this.loop = loop;
        this.errand = errand;
        this.ear = ear;
    }

    void start() {
        Optional<Future<Channel>> resting = models.pool().resting(loop, errand.target());
        rested = resting.isPresent();
        resting.ifPresentOrElse(this::await, this::find);
    }

    private void find() {
        quietFor(errand.timeouts().connect(), "connect-timeout", true);
        models.names().find(errand.target().host()).thenAcceptAsync(this::found, loop);
    }

    private void found(Names.Found found) {
        if (over) {
            return;
        }
        calm();
        switch (found) {
            case Names.Found.At at -> connect(at.address());
            case Names.Found.Forbidden forbidden -> lose("forbidden", true);
            case Names.Found.Nowhere nowhere -> lose("refused", true);
        }
    }

    private void connect(InetAddress address) {
        int port = errand.target().port();
        await(models.pool()
                .connect(
                        loop,
                        errand.target(),
                        new InetSocketAddress(address, port),
                        errand.timeouts().connect()));
    }

    private void await(Future<Channel> connection) {
        connection.addListener((Future<Channel> connected) -> {
            if (connected.isSuccess() && over) {
                connected.getNow().close();
            } else if (connected.isSuccess()) {
                ask(connected.getNow());
            } else if (!over && !anew()) {
                lose(Faults.unconnected(connected.cause()), true);
            }
        });
    }

    private void ask(Channel channel) {
        upstream = channel;
        paused = false;
        channel.pipeline().addLast(EAR, new Listening());
        quietFor(errand.timeouts().firstByte(), "first-byte-timeout", false);
        channel.writeAndFlush(errand.request().retainedDuplicate());
    }

    /** Reads on, or pauses; the model's clock stands meanwhile. */
    void pause(boolean pause) {
        Channel channel = upstream;
        if (channel == null || over || pause == paused) {
            return;
        }
        paused = pause;
        channel.config().setAutoRead(!pause);
        if (pause) {
            calm();
        } else if (answering) {
            quietFor(errand.timeouts().idle(), "idle-timeout", false);
        } else {
            quietFor(errand.timeouts().firstByte(), "first-byte-timeout", false);
        }
    }

    /** Hears one connection for this attempt. */
    private final class Listening extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                hear((HttpObject) message);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            ear.settled();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (over || !context.channel().equals(upstream)) {
                return;
            }
            if (Trunk.isStream(context.channel()) || !anew()) {
                lose(answering ? "cut" : "refused", false);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException) {
                context.close();
            } else if (cause instanceof Unbegun unbegun) {
                unbegun(unbegun.isStale());
            } else {
                lose(Faults.word(cause), false);
            }
        }
    }

    /** Asks once more when what it was asked on had rested, and has said nothing; false when it may not be. */
    private boolean anew() {
        boolean again = rested && !answering && interims == 0;
        if (again) {
            rested = false;
            upstream = null;
            find();
        }
        return again;
    }

    private void unbegun(boolean stale) {
        Channel channel = upstream;
        if (over || channel == null) {
            return;
        }
        if (stale && anew()) {
            channel.close();
        } else {
            lose(answering ? "cut" : "refused-stream", !answering);
        }
    }

    private void hear(HttpObject object) {
        if (!over && object.decoderResult().isFailure()) {
            lose("malformed", false);
            return;
        }
        if (!over && object instanceof HttpResponse head) {
            head(head);
        }
        if (!over && !interim && object instanceof HttpContent content) {
            content(content);
        }
        if (object instanceof LastHttpContent && object.decoderResult().isSuccess()) {
            if (interim) {
                interim = false;
            } else {
                last();
            }
        }
    }

    private void head(HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (interim) {
            if (head.status().code() == 101 || ++interims > MOST_INTERIM) {
                lose("malformed", false);
            }
            return;
        }
        answering = true;
        reusable = HttpUtil.isKeepAlive(head);
        ear.began(head);
    }

    private void content(HttpContent content) {
        if (!paused) {
            quietFor(errand.timeouts().idle(), "idle-timeout", false);
        }
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        if (bytes.length > 0) {
            ear.took(bytes);
        }
    }

    /** The framing has come to its end: the connection can be used again. */
    private void last() {
        if (over && !lingering) {
            return;
        }
        boolean awaited = !over;
        over = true;
        calm();
        Channel channel = upstream;
        if (channel != null && reusable && channel.isActive()) {
            channel.pipeline().remove(EAR);
            upstream = null;
            models.pool().rest(loop, errand.target(), channel);
        } else {
            shut();
        }
        if (awaited) {
            ear.ended();
        }
    }

    private void lose(String reason, boolean harmless) {
        if (!over) {
            close();
            ear.lost(reason, harmless);
        }
    }

    /** Ends it, and its connection with it. */
    void close() {
        over = true;
        lingering = false;
        calm();
        shut();
    }

    /** Ends it; the connection may rest if the end of the message follows soon. */
    void linger() {
        Channel channel = upstream;
        if (over || channel == null || !reusable) {
            close();
            return;
        }
        over = true;
        lingering = true;
        calm();
        channel.config().setAutoRead(true);
        waiting = loop.schedule(this::close, LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void shut() {
        Channel channel = upstream;
        if (channel != null) {
            channel.close();
        }
    }

    private void calm() {
        Future<?> timer = waiting;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void quietFor(Duration time, String reason, boolean harmless) {
        calm();
        waiting = loop.schedule(() -> lose(reason, harmless), time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
