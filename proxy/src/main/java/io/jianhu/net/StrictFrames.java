package io.jianhu.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * Builds the codec of one HTTP/2 connection, and counts the streams that it resets because the client broke the protocol
 * or asked for too many. A block of headers is at most a quarter longer than what is announced and comes in few frames
 * (CVE-2024-27316), empty frames of data are few (CVE-2019-9518), and so are resets, those a client sends
 * (CVE-2023-44487) and those it provokes (CVE-2025-8671).
 */
final class StrictFrames extends Http2FrameCodecBuilder {

    static final int MOST_STREAMS = 100;

    private static final int WINDOW = 64 << 10;
    private static final int MOST_EMPTY = 2;
    private static final int MOST_SMALL_CONTINUATIONS = 16;
    private static final int MOST_RESETS = 200;
    private static final int RESETS_SECONDS = 30;
    private static final int MOST_WAITING_REPLIES = 1000;

    private final Rejects rejects;

    StrictFrames(Limits limits, Rejects rejects) {
        this.rejects = rejects;
        server(true);
        initialSettings(new Http2Settings()
                .maxConcurrentStreams(MOST_STREAMS)
                .initialWindowSize(WINDOW)
                .maxHeaderListSize(limits.headers()));
        validateHeaders(true);
        validateRequiredPseudoHeaders(true);
        decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY);
        decoderEnforceMaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS);
        decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS);
        encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS);
        encoderEnforceMaxQueuedControlFrames(MOST_WAITING_REPLIES);
        // To close is to cut; a connection that ends in good order is ended by its trunk.
        decoupleCloseAndGoAway(true);
        gracefulShutdownTimeoutMillis(limits.stall().toMillis());
    }

    @Override
    protected Http2FrameCodec build(
            Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings initialSettings) {
        return super.build(decoder, new Counting(encoder, rejects), initialSettings);
    }

    /** The word for an error, of the fourteen that the protocol has. */
    static String word(Http2Error error) {
        return "h2-" + error.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Counts resets, and is silent about what still comes for a stream that was reset (RFC 9113 section 5.1). */
    private static final class Counting extends DecoratingHttp2ConnectionEncoder {

        private static final int MOST_REMEMBERED = 2 * MOST_STREAMS;

        private final Rejects rejects;
        private final SequencedSet<Integer> reset = new LinkedHashSet<>();

        Counting(Http2ConnectionEncoder encoder, Rejects rejects) {
            super(encoder);
            this.rejects = rejects;
        }

        @Override
        public ChannelFuture writeRstStream(
                ChannelHandlerContext context, int stream, long code, ChannelPromise promise) {
            Http2Error error = Http2Error.valueOf(code);
            if (error == Http2Error.STREAM_CLOSED && reset.contains(stream)) {
                return promise.setSuccess();
            }
            reset.add(stream);
            if (reset.size() > MOST_REMEMBERED) {
                reset.removeFirst();
            }
            if (error != null) {
                switch (error) {
                    case PROTOCOL_ERROR,
                            FLOW_CONTROL_ERROR,
                            FRAME_SIZE_ERROR,
                            REFUSED_STREAM,
                            COMPRESSION_ERROR,
                            ENHANCE_YOUR_CALM -> rejects.rejected(word(error));
                    // The end of an answer, of a request that was refused before its end, or of one that its sender
                    // went on with.
                    case NO_ERROR,
                            INTERNAL_ERROR,
                            SETTINGS_TIMEOUT,
                            STREAM_CLOSED,
                            CANCEL,
                            CONNECT_ERROR,
                            INADEQUATE_SECURITY,
                            HTTP_1_1_REQUIRED -> {}
                }
            }
            return super.writeRstStream(context, stream, code, promise);
        }
    }
}
