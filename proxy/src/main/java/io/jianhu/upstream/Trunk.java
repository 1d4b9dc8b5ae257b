package io.jianhu.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One HTTP/2 connection to a model, and the last to hear it. Each question is a stream of its own, which stands for a
 * connection of HTTP/1.1: it is read on or not, and closed, without the others. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Trunk extends ChannelInboundHandlerAdapter {

    /** How many streams it carries at a time, and fewer where the model says so. */
    static final int MOST_STREAMS = 100;

    private static final int MOST_BEGUN = 1 << 20;
    private static final int MOST_CONTROLS = 1000;
    private static final long WHILE = Duration.ofSeconds(10).toNanos();

    private final Channel channel;
    private final Http2Connection connection;
    private final Promise<Channel> ready;
    private final Set<Channel> streams = new LinkedHashSet<>();
    private Runnable moved = () -> {};
    private long most = MOST_STREAMS;
    private int open;
    private int begun;
    private boolean leaving;
    private long quietSince = System.nanoTime();
    private long counting = System.nanoTime();
    private int controls;

    private Trunk(Channel channel, Http2Connection connection, Promise<Channel> ready) {
        this.channel = channel;
        this.connection = connection;
        this.ready = ready;
    }

    /**
     * Speaks HTTP/2 on a connection.
     *
     * @param ready told when the model has said the same, or that it will not
     */
    static void furnish(Channel channel, Promise<Channel> ready) {
        Http2FrameCodec frames = new Frames().build();
        Trunk trunk = new Trunk(channel, frames.connection(), ready);
        channel.pipeline()
                // Bytes become frames and each stream a channel; a stream that breaks the protocol is reset.
                .addLast(frames)
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel pushed) {
                        pushed.close(); // nobody has asked for it
                    }
                }))
                // Knows how many streams there are, and whether there may be more.
                .addLast(trunk);
    }

    /** @param moved called when there may be room for one more stream, or never will be again */
    void tell(Runnable moved) {
        this.moved = moved;
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                moved.run();
            }
        });
    }

    static boolean isStream(Channel channel) {
        return channel instanceof Http2StreamChannel;
    }

    boolean isAlive() {
        return channel.isActive() && !leaving;
    }

    boolean hasRoom() {
        return isAlive()
                && open < most
                && begun < MOST_BEGUN
                && connection.local().canOpenStream();
    }

    /** How many streams it carries at a time, at most. */
    long most() {
        return most;
    }

    /** How many streams there have been. */
    int begun() {
        return begun;
    }

    /** Whether it rested until its newest stream began. */
    boolean isRoused() {
        return open == 1 && begun > 1;
    }

    /** Whether nobody has needed it since a time. */
    boolean isIdle(long since) {
        return open == 0 && quietSince - since < 0;
    }

    /** A stream that is ready to be written to, without the exchange's own handler. */
    Future<Channel> open() {
        open++;
        begun++;
        Promise<Channel> opened = channel.eventLoop().newPromise();
        new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        streams.add(stream);
                        stream.pipeline()
                                // Knows whether the model can have begun.
                                .addLast(new Branch(Trunk.this))
                                // Frames become the messages of HTTP/1.1, so that an answer is treated alike.
                                .addLast(new Http2StreamFrameToHttpObjectCodec(false))
                                // As for HTTP/1.1.
                                .addLast(new HttpContentDecompressor(false, Pool.MOST_ANSWER_BYTES));
                    }
                })
                .open()
                .addListener((Future<Http2StreamChannel> done) -> {
                    if (done.isSuccess()) {
                        Channel stream = done.getNow();
                        stream.closeFuture().addListener(closed -> closed(stream));
                        opened.setSuccess(stream);
                    } else {
                        left();
                        opened.setFailure(done.cause());
                    }
                });
        return opened;
    }

    private void closed(Channel stream) {
        streams.remove(stream);
        left();
    }

    private void left() {
        open--;
        quietSince = System.nanoTime();
        if (leaving && open == 0) {
            channel.close();
        }
        moved.run();
    }

    /** Opens no more streams; it ends with the last of those that there are. */
    void leave() {
        leaving = true;
        if (open == 0) {
            channel.close();
        }
        moved.run();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            control();
            if (message instanceof Http2SettingsFrame frame) {
                settle(frame);
            } else if (message instanceof Http2GoAwayFrame) {
                ready.tryFailure(new ClosedChannelException());
                leave();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** A frame has come that is no part of an answer; too many of them in a while break the connection. */
    void control() {
        long now = System.nanoTime();
        if (now - counting > WHILE) {
            counting = now;
            controls = 0;
        }
        if (++controls > MOST_CONTROLS && channel.isActive()) {
            broken(new DecoderException("too many control frames"));
        }
    }

    private void settle(Http2SettingsFrame frame) {
        Long allowed = frame.settings().maxConcurrentStreams();
        most = allowed == null ? most : Math.min(MOST_STREAMS, allowed);
        if (ready.isDone()) {
            moved.run();
        } else if (most == 0) {
            channel.close(); // it takes no questions
        } else {
            // One stream that is not read on must not stop the others.
            int window = MOST_STREAMS * Frames.WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE;
            channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(window));
            ready.trySuccess(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ready.tryFailure(new ClosedChannelException());
        leaving = true;
        moved.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(cause);
    }

    /** What breaks the connection breaks what is under way on it. */
    void broken(Throwable cause) {
        ready.tryFailure(cause);
        leaving = true;
        if (!(cause instanceof IOException)) {
            List.copyOf(streams).forEach(stream -> stream.pipeline().fireExceptionCaught(cause));
        }
        channel.close();
    }
}
