package io.jianhu.loadtest.crowd;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/** Asks for a stream and reads it as it comes. Used by its channel's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // The closing of a channel never fails.
abstract class Listener extends ChannelInboundHandlerAdapter {

    private final Asking asking;

    Listener(Asking asking) {
        this.asking = asking;
    }

    final Asking asking() {
        return asking;
    }

    /** Whether the head of the answer, which this message should hold, is that of a good one; empty where it does not. */
    abstract Optional<Boolean> isGood(Object message);

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        if (!asking.seat().isAnswered()) {
            isGood(message).ifPresent(asking.seat()::answer);
        }
        asking.seat().hear();
        ReferenceCountUtil.release(message);
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        asking.seat().leave();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
