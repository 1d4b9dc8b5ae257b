package io.jianhu.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

/**
 * The header of the PROXY protocol with which a connection begins. One that is malformed or missing closes the
 * connection; the deadline of the first head holds for it as well.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The closing of a channel never fails.
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

    /** The most bytes that a header of version 2 may say about the connection beside its addresses. */
    private static final int MOST_BESIDE = 2048;

    private final Rejects rejects;
    private boolean refused;

    ProxyHeader(Rejects rejects) {
        this.rejects = rejects;
    }

    static HAProxyMessageDecoder decoder() {
        return new HAProxyMessageDecoder(MOST_BESIDE);
    }

    /** What a proxy asks for itself, or for a peer it does not know, comes from the proxy. */
    @Override
    protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
        String source = header.sourceAddress();
        if (header.command() == HAProxyCommand.PROXY && source != null) {
            Proxies.address(source)
                    .ifPresent(address -> context.channel().attr(Peer.NAMED).set(address));
        }
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!refused) {
            refused = true;
            rejects.rejected("proxy-protocol");
            context.close();
        }
    }
}
