package io.jianhu.loadtest.crowd;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One HTTP/2 connection that many of a crowd share, each with a stream. Used by its channel's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // A stream that does not come about is missed in the count.
public final class SharedLine extends ChannelInitializer<Channel> {

    /** As many as a server commonly lets one connection have. */
    public static final int MOST = 100;

    private final Queue<Asking> asked;

    /** @param asked what is asked as soon as the connection stands */
    SharedLine(Queue<Asking> asked) {
        this.asked = new ArrayDeque<>(asked);
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forClient()
                        .initialSettings(Http2Settings.defaultSettings())
                        .build())
                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        asked.forEach(asking -> new Http2StreamChannelBootstrap(channel)
                                .handler(new Stream(asking))
                                .open());
                    }
                });
    }

    private static Http2Headers head(Asking asking) {
        Http2Headers head = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority("t")
                .path(asking.target().path() + "/chat/completions")
                .set("content-type", "application/json")
                .setInt("content-length", asking.body().length);
        asking.target().key().ifPresent(key -> head.set("authorization", "Bearer " + key));
        return head;
    }

    private static final class Stream extends Listener {

        Stream(Asking asking) {
            super(asking);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.write(new DefaultHttp2HeadersFrame(head(asking())));
            context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(asking().body()), true));
        }

        @Override
        Optional<Boolean> isGood(Object frame) {
            return frame instanceof Http2HeadersFrame head
                    ? Optional.of("200".contentEquals(head.headers().status()))
                    : Optional.empty();
        }
    }
}
