package io.jianhu.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The order of a connection's handlers in each protocol, and why.
 *
 * @param trunks the open HTTP/2 connections of the listener
 */
record Protocols(Limits limits, Door.House house, ChannelGroup trunks) {

    /** The codec tells its log what a peer does wrong; here that is counted, as for HTTP/1.1. */
    private static final Logger CODEC = Logger.getLogger("io.netty.handler.codec.http2");

    /** This part of it complains of windows that its other parts have closed a connection for. */
    private static final Logger WINDOWS = Logger.getLogger("io.netty.handler.codec.http2.DefaultHttp2Connection");

    private static final WriteBufferWaterMark STREAM_MARKS = new WriteBufferWaterMark(16 << 10, 32 << 10);

    static {
        CODEC.setLevel(Level.WARNING);
        WINDOWS.setLevel(Level.OFF);
    }

    /** For a connection whose first bytes tell its protocol. */
    void unknown(Channel channel) {
        channel.pipeline().addLast(new FirstBytes(this));
        http1(channel);
    }

    /** For a connection that is known to speak HTTP/1.1. */
    void http1(Channel channel) {
        HttpDecoderConfig strict = new HttpDecoderConfig()
                .setMaxInitialLineLength(Math.min(8 << 10, limits.headers()))
                .setMaxHeaderSize(limits.headers())
                .setMaxChunkSize(64 << 10)
                .setChunkedSupported(true)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        StrictRequests requests = new StrictRequests(strict);
        channel.pipeline()
                // Bytes become messages; what is malformed is marked, not thrown.
                .addLast(requests, new HttpResponseEncoder())
                // Refuses what is marked or ambiguous, keeps the deadlines, and lets one request in at a time.
                .addLast(new Intake(limits, requests::headBegun, new Door(house), house.traffic()));
    }

    /** For a connection that is known to speak HTTP/2, by prior knowledge or by ALPN; its preface is yet to be read. */
    void http2(Channel channel) {
        trunks.add(channel);
        Trunk trunk = new Trunk(limits, house.rejects(), house.traffic());
        Http2FrameCodec frames = new StrictFrames(limits, house.rejects()).build();
        channel.pipeline()
                // Counts frames before anything is done for them.
                .addLast(new FrameBudget(limits, frames.connection()))
                // Bytes become frames and each stream a channel; a stream that breaks the protocol is reset.
                .addLast(frames)
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        trunk.began(stream);
                        stream(stream, trunk);
                    }
                }))
                // Keeps the deadlines of the connection and ends it.
                .addLast(trunk);
    }

    /** From the connection that {@link #http1} furnished to one for {@link #http2}. */
    void turn(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(StrictRequests.class);
        pipeline.remove(HttpResponseEncoder.class);
        pipeline.remove(Intake.class);
        http2(channel);
    }

    private void stream(Channel stream, Trunk trunk) {
        stream.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, STREAM_MARKS);
        stream.pipeline()
                // Frames become the messages of HTTP/1.1, so that a request is treated alike in both protocols.
                .addLast(new StreamRequests(trunk), new Intake(limits, () -> true, new Door(house), house.traffic()));
    }
}
