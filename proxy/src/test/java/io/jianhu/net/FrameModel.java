package io.jianhu.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that speaks HTTP/2 and nothing else, and answers each question as its script says. */
@SuppressWarnings("FutureReturnValueIgnored") // What is written arrives, or the test fails.
final class FrameModel implements AutoCloseable {

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger gone = new AtomicInteger();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<String> resets = new CopyOnWriteArrayList<>();
    final List<List<String>> offered = new CopyOnWriteArrayList<>();
    private final Transport transport = Transport.open(1);
    private final Channel listener;
    private final Http2Settings settings;
    private volatile Script script;

    /** What becomes of one question. */
    interface Script {
        void play(Asked asked);
    }

    /** One question, on a stream of its own. */
    record Asked(Http2StreamChannel stream, Http2Headers head) {

        int id() {
            return stream.stream().id();
        }

        Asked begin(int status, String... fields) {
            return begin(status, false, fields);
        }

        Asked begin(int status, boolean end, String... fields) {
            Http2Headers answer = new DefaultHttp2Headers(false).status(String.valueOf(status));
            for (int i = 0; i < fields.length; i += 2) {
                answer.add(fields[i], fields[i + 1]);
            }
            stream.writeAndFlush(new DefaultHttp2HeadersFrame(answer, end));
            return this;
        }

        Asked send(byte[] bytes, boolean end) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), end));
            return this;
        }

        Asked send(String text) {
            return send(text.getBytes(StandardCharsets.UTF_8), false);
        }

        Asked end(String text) {
            return send(text.getBytes(StandardCharsets.UTF_8), true);
        }

        /** A whole answer. */
        void document(String words) {
            begin(200, "content-type", "application/json").end(body(words));
        }

        /** The first event of an answer. */
        Asked stream(String words) {
            return begin(200, "content-type", "text/event-stream").send(Model.delta(words));
        }

        /** The last events of an answer. */
        void finish(String words) {
            end(Model.delta(words) + Model.last() + Model.DONE);
        }

        void reset(Http2Error error) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }

        /** Says farewell to the whole connection, and which stream is the last to be answered. */
        void leave(int last) {
            Http2FrameCodec frames = stream.parent().pipeline().get(Http2FrameCodec.class);
            ChannelHandlerContext context = stream.parent().pipeline().context(frames);
            frames.goAway(context, last, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
            context.flush();
        }

        /** Closes the connection without a word. */
        void die() {
            stream.parent().unsafe().close(stream.parent().voidPromise());
        }
    }

    static String body(String words) {
        String document = Model.document(words);
        return document.substring(document.indexOf("\r\n\r\n") + 4);
    }

    FrameModel(Optional<SslContext> tls, Http2Settings settings, Script script) {
        this.settings = settings;
        this.script = script;
        listener = new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.server())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.incrementAndGet();
                        channel.closeFuture().addListener(closed -> gone.incrementAndGet());
                        tls.ifPresent(context -> channel.pipeline().addLast(secured(context, channel)));
                        furnish(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    static FrameModel start(Script script) {
        return new FrameModel(Optional.empty(), Http2Settings.defaultSettings(), script);
    }

    void then(Script other) {
        script = other;
    }

    private SslHandler secured(SslContext context, Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc());
        handler.engine().setHandshakeApplicationProtocolSelector((engine, protocols) -> {
            offered.add(protocols);
            return protocols.contains("h2") ? "h2" : "";
        });
        return handler;
    }

    private void furnish(Channel channel) {
        channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forServer()
                        .initialSettings(settings)
                        .build())
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Reading());
                    }
                }))
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        context.close(); // whoever speaks no HTTP/2
                    }
                });
    }

    /** Reads one question to its end. */
    private final class Reading extends ChannelInboundHandlerAdapter {

        private Http2Headers head = new DefaultHttp2Headers();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean last = false;
            if (message instanceof Http2HeadersFrame headers) {
                head = headers.headers();
                last = headers.isEndStream();
            } else if (message instanceof Http2DataFrame data) {
                last = data.isEndStream();
            }
            ReferenceCountUtil.release(message);
            if (last) {
                Asked one = new Asked((Http2StreamChannel) context.channel(), head);
                asked.add(one);
                script.play(one);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Http2ResetFrame reset) {
                resets.add(reset.stream().id() + " " + Http2Error.valueOf(reset.errorCode()));
            }
            ReferenceCountUtil.release(event);
        }
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        transport.close();
    }
}
