package io.jianhu.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelOption;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One stream's frames as the messages of HTTP/1.1 and back. What the codec lets pass and RFC 9113 calls malformed
 * (section 8) resets the stream; what the house alone refuses is answered by the ingress rules. To close is to end the
 * stream, never the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its stream, which is noticed there.
final class StreamRequests extends Http2StreamFrameToHttpObjectCodec {

    private final Trunk trunk;
    private int gathered;
    private boolean begun;
    private boolean answered;
    private boolean lingering;

    StreamRequests(Trunk trunk) {
        super(true);
        this.trunk = trunk;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return true;
    }

    @Override
    protected void decode(ChannelHandlerContext context, Http2StreamFrame frame, List<Object> out) {
        switch (frame) {
            case Http2HeadersFrame headers -> headers(context, headers, out);
            case Http2DataFrame data -> data(context, data, out);
            // Frames of other types are ignored (section 5.5).
            default -> {}
        }
    }

    private void headers(ChannelHandlerContext context, Http2HeadersFrame frame, List<Object> out) {
        if (begun) {
            out.add(trailers(frame.headers()));
            return;
        }
        begun = true;
        Optional<HttpRequest> request = request(frame.headers());
        if (request.isEmpty()) {
            reset(context, Http2Error.PROTOCOL_ERROR);
            return;
        }
        out.add(request.get());
        if (frame.isEndStream()) {
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void data(ChannelHandlerContext context, Http2DataFrame frame, List<Object> out) {
        if (lingering) {
            return;
        }
        int bytes = frame.content().readableBytes();
        gathered += bytes;
        if (!trunk.gathers(bytes)) {
            reset(context, Http2Error.ENHANCE_YOUR_CALM);
        } else if (frame.isEndStream()) {
            forget();
            out.add(new DefaultLastHttpContent(frame.content().retain()));
        } else {
            out.add(new DefaultHttpContent(frame.content().retain()));
        }
    }

    private void forget() {
        trunk.gathers(-gathered);
        gathered = 0;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        forget();
        super.channelInactive(context);
    }

    /** The head, with the authority as its host; empty when it is malformed. */
    private static Optional<HttpRequest> request(Http2Headers headers) {
        try {
            return built(headers);
        } catch (IllegalArgumentException e) {
            // No token, or a control character.
            return Optional.empty();
        }
    }

    private static Optional<HttpRequest> built(Http2Headers headers) {
        CharSequence method = headers.method();
        boolean connects = HttpMethod.CONNECT.asciiName().contentEquals(method);
        if (headers.contains(Http2Headers.PseudoHeaderName.PROTOCOL.value())
                || (!connects && !isWeb(headers.scheme()))
                || hasTwice(headers)) {
            return Optional.empty();
        }
        HttpRequest request = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(method.toString()),
                connects ? "*" : headers.path().toString());
        CharSequence authority = headers.authority();
        if (authority != null) {
            request.headers().set(HttpHeaderNames.HOST, authority);
        }
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            CharSequence name = header.getKey();
            if (authority != null && HttpHeaderNames.HOST.contentEquals(name)) {
                // A host that contradicts the authority is malformed (section 8.3.1).
                if (!authority.toString().contentEquals(header.getValue())) {
                    return Optional.empty();
                }
            } else if (!Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(name)) {
                add(request.headers(), name, header.getValue());
            }
        }
        return Optional.of(request);
    }

    /** Pieces of a cookie are put together again (section 8.2.3). */
    private static void add(HttpHeaders headers, CharSequence name, CharSequence value) {
        String crumbs = headers.get(HttpHeaderNames.COOKIE);
        if (HttpHeaderNames.COOKIE.contentEquals(name) && crumbs != null) {
            headers.set(HttpHeaderNames.COOKIE, crumbs + "; " + value);
        } else {
            headers.add(name, value);
        }
    }

    private static boolean isWeb(CharSequence scheme) {
        return "http".contentEquals(scheme) || "https".contentEquals(scheme);
    }

    private static boolean hasTwice(Http2Headers headers) {
        for (Http2Headers.PseudoHeaderName name : Http2Headers.PseudoHeaderName.values()) {
            if (headers.getAll(name.value()).size() > 1) {
                return true;
            }
        }
        return false;
    }

    private static LastHttpContent trailers(Http2Headers headers) {
        LastHttpContent last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        headers.forEach(header -> last.trailingHeaders().add("x-trailer", header.getKey()));
        return last;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent) {
            promise = promise.unvoid();
            promise.addListener(written -> answered = written.isSuccess());
        }
        super.write(context, message, promise);
    }

    /**
     * Ends the stream. A client whose request is still coming when it has been answered gets no more window and a moment
     * to stop of itself, since some miss the answer upon a reset, and is told to stop then (section 8.1). An answer that
     * is not whole is cut with CANCEL, which counts against nobody.
     */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        switch (((Http2StreamChannel) context.channel()).stream().state()) {
            case OPEN, HALF_CLOSED_LOCAL -> {
                if (answered) {
                    linger(context, promise);
                    return;
                }
                reset(context, Http2Error.CANCEL);
            }
            case HALF_CLOSED_REMOTE -> {
                if (!answered) {
                    reset(context, Http2Error.CANCEL);
                }
            }
            case IDLE, RESERVED_LOCAL, RESERVED_REMOTE, CLOSED -> {}
        }
        context.close(promise);
    }

    private void linger(ChannelHandlerContext context, ChannelPromise promise) {
        lingering = true;
        forget();
        context.channel().config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, false);
        context.executor()
                .schedule(
                        () -> {
                            reset(context, Http2Error.NO_ERROR);
                            context.close(promise);
                        },
                        Trunk.LINGER.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void reset(ChannelHandlerContext context, Http2Error error) {
        context.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    /** A stream that broke the protocol is reset by the multiplexer, which says so here first. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            context.fireExceptionCaught(cause);
        }
    }
}
