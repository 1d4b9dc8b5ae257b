package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Recognises HTTP/2 by the preface that a client with prior knowledge sends first (RFC 9113 section 3.4). Everything
 * else is HTTP/1.1 from its first byte. Until it is decided, the deadline of a first head runs.
 */
final class FirstBytes extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Protocols protocols;

    FirstBytes(Protocols protocols) {
        this.protocols = protocols;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
        int known = Math.min(bytes.readableBytes(), PREFACE.readableBytes());
        for (int at = 0; at < known; at++) {
            if (bytes.getByte(bytes.readerIndex() + at) != PREFACE.getByte(at)) {
                context.pipeline().remove(this);
                return;
            }
        }
        if (known == PREFACE.readableBytes()) {
            protocols.turn(context.channel());
            context.pipeline().remove(this);
        }
    }
}
