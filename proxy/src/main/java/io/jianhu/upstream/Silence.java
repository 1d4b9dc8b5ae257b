package io.jianhu.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** A connection of HTTP/1.1 that nobody listens to has nothing to say: one that speaks is closed. */
@SuppressWarnings("FutureReturnValueIgnored") // To close is all that there is to do.
final class Silence extends ChannelInboundHandlerAdapter {

    private static final String NAME = "silence";

    static void begin(Channel channel) {
        channel.pipeline().addLast(NAME, new Silence());
    }

    static void end(Channel channel) {
        channel.pipeline().remove(NAME);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
