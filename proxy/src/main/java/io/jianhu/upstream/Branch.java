package io.jianhu.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PushPromiseFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * The first to hear one stream of a trunk. Tells whether the model can have begun to work on a question that it does not
 * answer: not when it refused the stream (RFC 9113 section 8.7), not when it said that it is leaving and had not seen it
 * (section 6.8), and not when the connection had rested and dies without anything else having happened on it.
 */
final class Branch extends ChannelInboundHandlerAdapter {

    private final Trunk trunk;
    private final boolean roused;
    private final long number;
    private boolean headed;

    Branch(Trunk trunk) {
        this.trunk = trunk;
        this.roused = trunk.isRoused();
        this.number = trunk.begun();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case Http2HeadersFrame frame -> {
                headed |= !isInterim(frame.headers());
                context.fireChannelRead(frame);
            }
            case Http2DataFrame frame -> context.fireChannelRead(frame);
            case Http2PushPromiseFrame frame -> trunk.broken(new DecoderException("nobody has asked for a push"));
            default -> {
                // Frames of other types are ignored (RFC 9113 section 5.5).
                ReferenceCountUtil.release(message);
                trunk.control();
            }
        }
    }

    private static boolean isInterim(Http2Headers headers) {
        return headers.status() != null && HttpStatusClass.valueOf(headers.status()) == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset && reset.errorCode() == Http2Error.REFUSED_STREAM.code()) {
            context.fireExceptionCaught(new Unbegun(Unbegun.Why.REFUSED));
        } else if (event instanceof Http2GoAwayFrame) {
            // Only streams above the last one that the model will answer are told.
            context.fireExceptionCaught(new Unbegun(Unbegun.Why.STALE));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (roused && !headed && !trunk.isAlive() && trunk.begun() == number) {
            context.fireExceptionCaught(new Unbegun(Unbegun.Why.STALE));
        }
        context.fireChannelInactive();
    }
}
