package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one request at a time. While it is answered the connection is still read, so that a client that leaves is
 * noticed at once; what a pipelining client sends meanwhile waits, and when much waits the reading stops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Intake extends ChannelInboundHandlerAdapter {

    private static final int MOST_WAITING = 32;
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Limits limits;
    private final Desk desk;
    private final Traffic traffic;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private @Nullable HttpRequest head;
    private @Nullable ScheduledFuture<?> deadline;
    private int held;
    private boolean busy;
    private boolean ending;
    private boolean closing;

    /** @param traffic where the bytes of bodies are counted while they are needed */
    Intake(Limits limits, Desk desk, Traffic traffic) {
        this.limits = limits;
        this.desk = desk;
        this.traffic = traffic;
    }

    /** Where whole requests go. Called on the connection's event loop. */
    interface Desk {

        void received(ChannelHandlerContext context, Inbound request, Intake intake);

        /** Writes why a request is refused. */
        ChannelFuture rejected(ChannelHandlerContext context, Rejection rejection);

        /** The request is answered, and nothing of it is needed any more. */
        void answered();

        /** The client left while a request of its was being answered, or between requests. */
        void left(ChannelHandlerContext context);

        /** The client takes bytes again, or no longer. */
        void paced(ChannelHandlerContext context);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        within(context, limits.headTime(), 408, "head-timeout");
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        closing = true;
        release();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        desk.left(context);
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (busy && !closing) {
            if (ending || !context.channel().isWritable()) {
                within(context, limits.stall(), 0, "stall");
            } else {
                cancelDeadline();
            }
        }
        desk.paced(context);
        context.fireChannelWritabilityChanged();
    }

    /** Closes a connection that rests, or has not yet sent a whole head. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Idle.CLOSE && !busy && head == null) {
            closing = true;
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    /** What is asked of connections that have nothing to do. */
    enum Idle {
        CLOSE
    }

    /** A broken connection is a client that has gone; it learns nothing. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (busy) {
            waiting.add((HttpObject) message);
            context.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
        } else {
            take(context, (HttpObject) message);
        }
    }

    /** The last bytes of an answer are on their way: when they have left, the next request may come. */
    void ends(ChannelHandlerContext context, ChannelFuture written, boolean keepAlive) {
        if (!written.isDone()) {
            ending = true;
            within(context, limits.stall(), 0, "stall");
        }
        written.addListener(done -> answered(context, keepAlive && done.isSuccess()));
    }

    private void answered(ChannelHandlerContext context, boolean keepAlive) {
        busy = false;
        ending = false;
        release();
        desk.answered();
        if (!keepAlive || closing) {
            part(context);
            return;
        }
        within(context, limits.idle(), 0, "idle");
        while (!busy && !closing && !waiting.isEmpty()) {
            take(context, waiting.remove());
        }
        if (!closing) {
            context.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
        }
    }

    /**
     * Closes, but first takes for a moment what the client still sends: closing upon unread bytes would destroy the last
     * answer on its way (RFC 9112 section 9.6).
     */
    private void part(ChannelHandlerContext context) {
        closing = true;
        cancelDeadline();
        if (context.channel() instanceof SocketChannel socket && socket.isActive()) {
            socket.shutdownOutput();
            socket.config().setAutoRead(true);
            within(context, LINGER, 0, "linger");
        } else {
            context.close();
        }
    }

    private void take(ChannelHandlerContext context, HttpObject message) {
        try {
            DecoderResult result = message.decoderResult();
            if (result.isFailure()) {
                reject(context, malformed(result.cause()));
                return;
            }
            if (message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (!closing && message instanceof HttpContent content) {
                gather(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        Optional<Rejection> rejection = IngressRules.check(request);
        if (rejection.isPresent()) {
            reject(context, rejection.get());
        } else if (HttpUtil.getContentLength(request, 0L) > limits.body()) {
            reject(context, new Rejection(413, "body-size"));
        } else {
            head = request;
            body.reset();
            within(context, limits.bodyTime(), 408, "body-timeout");
        }
    }

    private void gather(ChannelHandlerContext context, HttpContent content) {
        ByteBuf bytes = content.content();
        if (body.size() + bytes.readableBytes() > limits.body()) {
            reject(context, new Rejection(413, "body-size"));
            return;
        }
        if (!traffic.hold(bytes.readableBytes())) {
            reject(context, new Rejection(503, "bodies"));
            return;
        }
        held += bytes.readableBytes();
        byte[] piece = new byte[bytes.readableBytes()];
        bytes.readBytes(piece);
        body.writeBytes(piece);
        HttpRequest request = head;
        if (content instanceof LastHttpContent last && request != null) {
            if (!last.trailingHeaders().isEmpty()) {
                reject(context, new Rejection(400, "trailers"));
                return;
            }
            cancelDeadline();
            head = null;
            busy = true;
            boolean keepAlive = !request.headers().contains(HttpHeaderNames.CONNECTION, "close", true);
            byte[] whole = body.toByteArray();
            body.reset();
            desk.received(
                    context, new Inbound(request.method(), request.uri(), request.headers(), whole, keepAlive), this);
        }
    }

    /** The body is not needed any more. */
    private void release() {
        traffic.release(held);
        held = 0;
    }

    private void reject(ChannelHandlerContext context, Rejection rejection) {
        head = null;
        body.reset();
        release();
        cancelDeadline();
        closing = true;
        ends(context, desk.rejected(context, rejection), false);
    }

    private void within(ChannelHandlerContext context, Duration time, int status, String reason) {
        cancelDeadline();
        deadline = context.executor()
                .schedule(
                        () -> {
                            if (status == 0 || head == null) {
                                closing = true;
                                context.close();
                            } else {
                                reject(context, new Rejection(status, reason));
                            }
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void cancelDeadline() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    private static Rejection malformed(Throwable cause) {
        return cause instanceof TooLongFrameException
                ? new Rejection(431, "head-size")
                : new Rejection(400, "malformed");
    }
}
