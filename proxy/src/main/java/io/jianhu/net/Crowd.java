package io.jianhu.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands at the bound port and lets so many connections in at once. One more is closed as it is accepted, before
 * anything is made for it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The closing of a channel never fails.
final class Crowd extends ChannelInboundHandlerAdapter {

    private final int most;
    private final Rejects rejects;
    private final AtomicInteger inside = new AtomicInteger();

    Crowd(int most, Rejects rejects) {
        this.most = most;
        this.rejects = rejects;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            rejects.shed("connections");
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> inside.decrementAndGet());
        context.fireChannelRead(accepted);
    }
}
