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
 * Decodes requests, and marks as malformed what the codec would quietly mend: a header folded over several lines, a
 * request line with anything but two spaces between printable characters or with small letters in its version, and
 * anything but whole empty lines before it (RFC 9112 sections 5.2, 3, 2.3 and 2.2).
 */
final class StrictRequests extends HttpRequestDecoder {

    private static final DecoderResult MENDED = DecoderResult.failure(new DecoderException("mended"));

    private boolean inHead = true;
    private boolean inRequestLine;
    private int spaces;
    private boolean afterReturn;
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
                spaces = 0;
                mended = false;
                last = 0;
            }
        }
    }

    private void see(byte next) {
        boolean begun = last != 0;
        mended |= !begun && afterReturn != (next == '\n');
        afterReturn = !begun && next == '\r';
        mended |= inRequestLine && last == '\r' && next != '\n';
        switch (next) {
            case ' ' -> {
                spaces += inRequestLine ? 1 : 0;
                mended |= !begun || last == '\n' || spaces > 2;
            }
            case '\t' -> mended |= !begun || inRequestLine || last == '\n';
            case '\r' -> {}
            case '\n' -> inRequestLine = false;
            default -> {
                inRequestLine |= !begun;
                mended |= inRequestLine && (next < '!' || next > '~' || (spaces == 2 && Character.isLowerCase(next)));
            }
        }
        if (begun || inRequestLine) {
            last = next;
        }
    }
}
