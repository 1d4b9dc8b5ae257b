package io.jianhu.upstream;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DecoratingHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameWriter;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Builds the codec of one HTTP/2 connection to a model. What a hostile one can send is bounded: the fields of a head, the
 * frames they come in, empty frames of data, resets, and answers to control frames that wait to be sent.
 */
final class Frames extends Http2FrameCodecBuilder {

    /** What one stream may send before it is read on, in bytes. */
    static final int WINDOW = 64 << 10;

    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_EMPTY = 2;
    private static final int MOST_SMALL_CONTINUATIONS = 16;
    private static final int MOST_RESETS = 1000;
    private static final int RESETS_SECONDS = 10;
    private static final int MOST_WAITING_REPLIES = 1000;
    private static final long FAREWELL_MILLIS = 1000;

    Frames() {
        server(false);
        initialSettings(
                new Http2Settings().pushEnabled(false).initialWindowSize(WINDOW).maxHeaderListSize(MOST_HEADERS));
        validateHeaders(true);
        validateRequiredPseudoHeaders(true);
        decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY);
        decoderEnforceMaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS);
        decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS);
        encoderEnforceMaxQueuedControlFrames(MOST_WAITING_REPLIES);
        // Keys are written out each time, and are in no table of the connection.
        headerSensitivityDetector(
                (name, value) -> HttpHeaderNames.AUTHORIZATION.contentEquals(name) || "x-api-key".contentEquals(name));
        gracefulShutdownTimeoutMillis(FAREWELL_MILLIS);
    }

    @Override
    protected Http2FrameCodec build(
            Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings initialSettings) {
        return super.build(decoder, new Encoder(encoder), initialSettings);
    }

    private static final class Encoder extends DecoratingHttp2ConnectionEncoder {

        private final Http2FrameWriter writer;

        Encoder(Http2ConnectionEncoder encoder) {
            super(encoder);
            writer = new Writer(encoder.frameWriter());
        }

        @Override
        public Http2FrameWriter frameWriter() {
            return writer;
        }
    }

    /**
     * Is silent about what still comes for a stream that has ended (RFC 9113 section 5.1): a model that counts resets
     * would take one for each frame that was under way when a citizen left.
     */
    private static final class Writer extends DecoratingHttp2FrameWriter {

        Writer(Http2FrameWriter writer) {
            super(writer);
        }

        @Override
        public ChannelFuture writeRstStream(
                ChannelHandlerContext context, int stream, long code, ChannelPromise promise) {
            return code == Http2Error.STREAM_CLOSED.code()
                    ? promise.setSuccess()
                    : super.writeRstStream(context, stream, code, promise);
        }
    }
}
