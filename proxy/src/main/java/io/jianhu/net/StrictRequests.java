package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes requests, and marks as malformed what the codec would quietly mend: a header folded over several lines,
 * anything but whole empty lines before a request, a request line whose parts are not printable and parted by one space
 * each or whose version is written otherwise (RFC 9112 sections 5.2, 2.2, 3 and 2.3), a chunk line that is none. Tells
 * by an event when a head begins.
 */
final class StrictRequests extends HttpRequestDecoder {

    /** The event that the first byte of a head has come. */
    enum Head {
        BEGUN
    }

    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final int LONGER_THAN_A_VERSION = 9;
    private static final DecoderResult MENDED = DecoderResult.failure(new DecoderException("mended"));

    private boolean inHead = true;
    private boolean inRequestLine;
    private int spaces;
    private boolean afterReturn;
    private final StringBuilder version = new StringBuilder();
    private boolean mended;
    private byte last;
    private @Nullable ChunkLines chunks;

    StrictRequests(HttpDecoderConfig config) {
        super(config);
    }

    /** Whether bytes of a head have come that is not whole yet. */
    boolean headBegun() {
        return inHead && (last != 0 || inRequestLine || actualReadableBytes() > 0);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (inHead && !headBegun()) {
            context.fireUserEventTriggered(Head.BEGUN);
        }
        super.channelRead(context, message);
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
        } else if (chunks != null && !chunks.read(buffer, from, buffer.readerIndex())) {
            chunks = null;
            HttpContent refused = new DefaultHttpContent(Unpooled.EMPTY_BUFFER);
            refused.setDecoderResult(MENDED);
            if (before == out.size()) {
                out.add(refused); // the list takes nothing at its end by index
            } else {
                out.add(before, refused);
            }
        }
        for (Object message : out.subList(before, out.size())) {
            if (message instanceof HttpRequest request) {
                inHead = false;
                chunks = HttpUtil.isTransferEncodingChunked(request) ? new ChunkLines() : null;
                if (mended && request.decoderResult().isSuccess()) {
                    request.setDecoderResult(MENDED);
                }
            }
            if (message instanceof LastHttpContent) {
                inHead = true;
                inRequestLine = false;
                spaces = 0;
                version.setLength(0);
                mended = false;
                last = 0;
                chunks = null;
            }
        }
    }

    private void see(byte next) {
        boolean begun = last != 0;
        mended |= !begun && afterReturn != (next == '\n');
        afterReturn = !begun && next == '\r';
        if (inRequestLine) {
            seeRequestLine(next);
        } else {
            mended |= (!begun || last == '\n') && (next == ' ' || next == '\t');
            inRequestLine = !begun && next != '\r' && next != '\n';
        }
        if (begun || inRequestLine) {
            last = next;
        }
    }

    private void seeRequestLine(byte next) {
        mended |= last == '\r' && next != '\n';
        switch (next) {
            case ' ' -> spaces++;
            case '\t' -> mended = true;
            case '\r' -> {}
            case '\n' -> {
                inRequestLine = false;
                mended |= spaces != 2 || !VERSION.matcher(version).matches();
            }
            default -> {
                mended |= next < '!' || next > '~';
                if (spaces == 2 && version.length() < LONGER_THAN_A_VERSION) {
                    version.append((char) next);
                }
            }
        }
    }
}
