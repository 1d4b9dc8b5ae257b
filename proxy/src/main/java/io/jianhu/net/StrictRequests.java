package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Decodes requests, and marks as malformed what the codec would quietly mend: a header folded over several lines and a
 * tab in a request line (RFC 9112 sections 5.2 and 3).
 */
final class StrictRequests extends HttpRequestDecoder {

    private static final DecoderResult MENDED = DecoderResult.failure(new DecoderException("mended"));

    private boolean inHead = true;
    private boolean inRequestLine;
    private boolean mended;
    private byte last;

    StrictRequests(HttpDecoderConfig config) {
        super(config);
    }

    /** One call never takes bytes of a head and of a body. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int from = buffer.readerIndex();
        int before = out.size();
        super.decode(context, buffer, out);
        if (inHead) {
            for (int at = from; at < buffer.readerIndex(); at++) {
                see(buffer.getByte(at));
            }
        }
        for (Object message : out.subList(before, out.size())) {
            if (message instanceof HttpRequest request) {
                inHead = false;
                if (mended && request.decoderResult().isSuccess()) {
                    request.setDecoderResult(MENDED);
                }
            }
            if (message instanceof LastHttpContent) {
                inHead = true;
                inRequestLine = false;
                mended = false;
                last = 0;
            }
        }
    }

    private void see(byte next) {
        boolean begun = last != 0;
        switch (next) {
            case ' ' -> mended |= begun && last == '\n';
            case '\t' -> mended |= begun && (inRequestLine || last == '\n');
            case '\r' -> {}
            case '\n' -> inRequestLine = false;
            default -> inRequestLine |= !begun;
        }
        if (begun || inRequestLine) {
            last = next;
        }
    }
}
