package io.jianhu.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of one HTTP/2 connection share: the deadlines of the connection and its end. It ends in two steps
 * (RFC 9113 section 6.8): a first GOAWAY asks the client to begin nothing more, a second one, when what was on its way
 * has come, names the last stream that is served; when all of those have ended, the connection is closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Trunk extends ChannelInboundHandlerAdapter {

    /** Tells a connection that the house is closing. */
    static final Object CLOSING = new Object();

    /** How long what is on its way may take to come, and how long a client has to close by itself. */
    static final Duration LINGER = Duration.ofSeconds(1);

    /** As many whole bodies as may be on their way at once; shorter ones are more. */
    private static final int MOST_BODIES = 8;

    private enum Phase {
        OPEN,
        ASKED,
        LAST
    }

    private final Limits limits;
    private final Rejects rejects;
    private final Traffic traffic;
    private Phase phase = Phase.OPEN;
    private int streams;
    private long gathered;
    private boolean greeted;
    private @Nullable ChannelHandlerContext self;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> stall;

    Trunk(Limits limits, Rejects rejects, Traffic traffic) {
        this.limits = limits;
        this.rejects = rejects;
        this.traffic = traffic;
    }

    /** The settings, with which a client begins, must come as soon as a first head would have to. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        self = context;
        deadline = context.executor()
                .schedule(() -> context.channel().close(), limits.headTime().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A stream begins. Called on the event loop. */
    void began(Channel stream) {
        streams++;
        cancel(deadline);
        stream.closeFuture().addListener(closed -> ended());
        if (traffic.draining() && self != null) {
            part(self);
        }
    }

    /** Takes so many bytes of unfinished bodies into account, or out of it; false when they have become too many. */
    boolean gathers(int bytes) {
        gathered += bytes;
        return gathered <= (long) MOST_BODIES * limits.body();
    }

    private void ended() {
        streams--;
        if (streams == 0 && self != null) {
            rest(self);
        }
    }

    /** Nothing runs: the connection may wait for a next stream, or is closed when there will be none. */
    private void rest(ChannelHandlerContext context) {
        cancel(deadline);
        switch (phase) {
            case OPEN ->
                deadline = context.executor()
                        .schedule(() -> bid(context), limits.idle().toMillis(), TimeUnit.MILLISECONDS);
            case ASKED -> {}
            case LAST ->
                deadline = context.executor()
                        .schedule(() -> context.channel().close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Says farewell and closes at once. */
    private static void bid(ChannelHandlerContext context) {
        context.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void part(ChannelHandlerContext context) {
        if (phase != Phase.OPEN) {
            return;
        }
        phase = Phase.ASKED;
        context.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
        context.executor().schedule(() -> last(context), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void last(ChannelHandlerContext context) {
        phase = Phase.LAST;
        context.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        if (streams == 0) {
            rest(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Http2SettingsFrame && !greeted) {
            greeted = true;
            rest(context);
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == CLOSING) {
            part(context);
        }
    }

    /** Streams keep their own deadlines; this one is for a client that takes nothing at all. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        cancel(stall);
        if (!context.channel().isWritable()) {
            stall = context.executor()
                    .schedule(() -> context.channel().close(), limits.stall().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The codec says why and closes; what remains is to count it. A broken connection is a client that has gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case Flood flood -> rejects.rejected(flood.word());
            case Http2Exception broken -> rejects.rejected(StrictFrames.word(broken.error()));
            default -> context.channel().close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel(deadline);
        cancel(stall);
    }

    private static void cancel(@Nullable ScheduledFuture<?> running) {
        if (running != null) {
            running.cancel(false);
        }
    }
}
