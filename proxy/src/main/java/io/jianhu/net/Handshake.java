package io.jianhu.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Waits for the handshake of TLS; one that fails is counted and its connection closed. */
@SuppressWarnings("FutureReturnValueIgnored") // The closing of a channel never fails.
final class Handshake extends ChannelInboundHandlerAdapter {

    private final Rejects rejects;

    Handshake(Rejects rejects) {
        this.rejects = rejects;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                context.pipeline().remove(this);
            } else {
                rejects.rejected("tls");
                context.close();
            }
        }
        context.fireUserEventTriggered(event);
    }
}
