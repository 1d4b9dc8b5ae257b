package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
    private final BooleanSupplier headBegun;
    private final Desk desk;
    private final Traffic traffic;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private @Nullable HttpRequest head;
    private @Nullable ScheduledFuture<?> deadline;
    private long bodyBegun;
    private int held;
    private boolean busy;
    private boolean ending;
    private boolean closing;
    private boolean resting;
    private boolean offered;
    private boolean spokeOn;

    /**
     * Takes what a codec reads.
     *
     * @param headBegun whether bytes of a head have come that is not whole yet
     * @param traffic where the bytes of bodies are counted while they are needed
     */
    Intake(Limits limits, BooleanSupplier headBegun, Desk desk, Traffic traffic) {
        this.limits = limits;
        this.headBegun = headBegun;
        this.desk = desk;
        this.traffic = traffic;
    }

    /** Where whole requests go. Called on the connection's event loop. */
    interface Desk {

        void received(ChannelHandlerContext context, Inbound request, Intake intake);

        /**
         * Writes why a request is refused.
         *
         * @param target what was asked for; empty where no head was understood
         */
        ChannelFuture rejected(ChannelHandlerContext context, Rejection rejection, String target);

        /** Counts a client that is closed upon without a word. */
        void dropped(String reason);

        /** The request is answered, and nothing of it is needed any more. */
        void answered();

        /** The client left while a request of its was being answered, or between requests. */
        void left(ChannelHandlerContext context);

        /** The client takes bytes again, or no longer. */
        void paced(ChannelHandlerContext context);
    }

    /** Also in the place of another handler, on a connection that is open already. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            awaitHead(context);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelDeadline();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        awaitHead(context);
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

    /**
     * A kept connection that begins to speak has the time of a head from then on. One that rests, or has not yet sent a
     * whole head, is closed when that is asked.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Idle.CLOSE && !busy && head == null) {
            closing = true;
            context.close();
        }
        if (event instanceof StrictRequests.Head && resting && !closing) {
            resting = false;
            awaitHead(context);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (busy && !closing) {
            if (ending || !context.channel().isWritable()) {
                awaitReader(context);
            } else {
                cancelDeadline();
            }
        }
        desk.paced(context);
        context.fireChannelWritabilityChanged();
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
        } else if (busy && offered) {
            spokeOn = true;
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
            awaitReader(context);
        }
        written.addListener(done -> answered(context, keepAlive && done.isSuccess()));
    }

    private void answered(ChannelHandlerContext context, boolean keepAlive) {
        busy = false;
        ending = false;
        release();
        desk.answered();
        boolean begun = headBegun.getAsBoolean();
        // Who offers to upgrade and speaks on without an answer may mean what follows in another protocol.
        if (!keepAlive || closing || (offered && (spokeOn || begun))) {
            part(context);
            return;
        }
        resting = !begun;
        if (begun) {
            awaitHead(context);
        } else {
            after(context, limits.idle(), () -> drop(context, ""));
        }
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
            SslHandler tls = socket.pipeline().get(SslHandler.class);
            if (tls == null) {
                socket.shutdownOutput();
            } else {
                tls.closeOutbound().addListener(said -> socket.shutdownOutput());
            }
            socket.config().setAutoRead(true);
            after(context, LINGER, () -> drop(context, ""));
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
        head = request;
        Optional<Rejection> rejection = IngressRules.check(request);
        if (rejection.isPresent()) {
            reject(context, rejection.get());
        } else if (HttpUtil.getContentLength(request, 0L) > limits.body()) {
            reject(context, tooLarge());
        } else {
            resting = false;
            offered = request.headers().contains(HttpHeaderNames.UPGRADE);
            body.reset();
            bodyBegun = System.nanoTime();
            awaitBody(context);
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        }
    }

    private Rejection tooLarge() {
        return new Rejection(413, "body-size", "at most " + limits.body() + " bytes");
    }

    /** A body must have come in its time and, after a grace, at no less than the least pace. */
    private void awaitBody(ChannelHandlerContext context) {
        Duration paced = limits.pace().allowed(body.size());
        boolean whole = paced.compareTo(limits.bodyTime()) >= 0;
        long left = (whole ? limits.bodyTime() : paced).toNanos() - (System.nanoTime() - bodyBegun);
        if (left <= 0) {
            reject(context, new Rejection(408, whole ? "body-timeout" : "body-pace"));
        } else {
            after(context, Duration.ofNanos(left), () -> awaitBody(context));
        }
    }

    private void gather(ChannelHandlerContext context, HttpContent content) {
        ByteBuf bytes = content.content();
        if (body.size() + bytes.readableBytes() > limits.body()) {
            reject(context, tooLarge());
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

    /** The bytes of the body that are in the house; who takes them over releases them. */
    long takeOver() {
        long taken = held;
        held = 0;
        return taken;
    }

    /** The body is not needed any more. */
    private void release() {
        traffic.release(held);
        held = 0;
    }

    private void reject(ChannelHandlerContext context, Rejection rejection) {
        String target = head == null ? "" : head.uri();
        head = null;
        body.reset();
        release();
        cancelDeadline();
        closing = true;
        ends(context, desk.rejected(context, rejection, target), false);
    }

    private void awaitHead(ChannelHandlerContext context) {
        after(context, limits.headTime(), () -> drop(context, headBegun.getAsBoolean() ? "head-timeout" : ""));
    }

    private void awaitReader(ChannelHandlerContext context) {
        after(context, limits.stall(), () -> drop(context, "stall"));
    }

    /** @param counted under which word; empty for a client that did nothing wrong */
    private void drop(ChannelHandlerContext context, String counted) {
        closing = true;
        if (!counted.isEmpty()) {
            desk.dropped(counted);
        }
        context.close();
    }

    private void after(ChannelHandlerContext context, Duration time, Runnable late) {
        cancelDeadline();
        deadline = context.executor().schedule(late, time.toNanos(), TimeUnit.NANOSECONDS);
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
