package io.jianhu.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Resting connections to models, by event loop and target: an exchange's two connections share one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
public final class Pool {

    /** What an answer may grow to when it is decoded, in bytes. */
    static final int MOST_ANSWER_BYTES = 16 << 20;

    private static final int MOST_RESTING = 256;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final long SWEEP_SECONDS = 5;
    private static final String SILENCE = "silence";

    private final Class<? extends SocketChannel> sockets;
    private final Trust trust;
    private final Map<EventLoop, Map<Target, Deque<Resting>>> shelves = new ConcurrentHashMap<>();

    /**
     * Where a model listens.
     *
     * @param host as configured: the name the certificate must bear
     * @param authority whom to trust, if not whom all trust
     */
    record Target(String host, int port, boolean tls, Optional<Path> authority) {}

    /**
     * A pool that trusts whom the JDK trusts, which {@code javax.net.ssl.trustStore} can change.
     *
     * @param sockets the kind that the event loops serve
     */
    public Pool(Class<? extends SocketChannel> sockets) {
        this(sockets, SslContextBuilder.forClient());
    }

    /** The same with whom to trust. */
    public Pool(Class<? extends SocketChannel> sockets, SslContextBuilder trust) {
        this.sockets = sockets;
        this.trust = new Trust(trust);
    }

    /** A resting connection that still lives, if there is one. Called on the event loop. */
    Optional<Channel> resting(EventLoop loop, Target target) {
        Deque<Resting> shelf = shelf(loop, target);
        while (!shelf.isEmpty()) {
            Channel channel = shelf.removeLast().channel();
            if (channel.isActive()) {
                channel.pipeline().remove(SILENCE);
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** A new connection, with the codec and without the exchange's own handler, when it is ready to be written to. */
    Future<Channel> connect(EventLoop loop, Target target, InetSocketAddress address, Duration patience) {
        Promise<Channel> ready = loop.newPromise();
        Optional<SslContext> tls;
        try {
            tls = target.tls() ? Optional.of(trust.of(target.authority())) : Optional.empty();
        } catch (SSLException e) {
            return ready.setFailure(e);
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(context -> {
                            SslHandler handler = context.newHandler(channel.alloc(), target.host(), target.port());
                            handler.setHandshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
                            channel.pipeline().addLast(handler);
                        });
                        furnish(channel.pipeline());
                    }
                });
        bootstrap.connect(address).addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                ready.setFailure(connected.cause());
            } else if (tls.isEmpty()) {
                deliver(connected.channel(), ready);
            } else {
                connected
                        .channel()
                        .pipeline()
                        .get(SslHandler.class)
                        .handshakeFuture()
                        .addListener(shaken -> {
                            if (shaken.isSuccess()) {
                                deliver(connected.channel(), ready);
                            } else {
                                connected.channel().close();
                                ready.setFailure(shaken.cause());
                            }
                        });
            }
        });
        return ready;
    }

    /** The order of a connection's handlers, and why. */
    private static void furnish(ChannelPipeline pipeline) {
        pipeline
                // Bytes become messages; what is malformed is marked, not thrown.
                .addLast(new HttpRequestEncoder(), new StrictResponses())
                // A model that encodes although it was asked not to is understood, within bounds.
                .addLast(new HttpContentDecompressor(false, MOST_ANSWER_BYTES))
                // Until an exchange listens, nobody has anything to say.
                .addLast(SILENCE, new Silence());
    }

    private static void deliver(Channel channel, Promise<Channel> ready) {
        channel.pipeline().remove(SILENCE);
        ready.setSuccess(channel);
    }

    /** Puts back a connection whose answer has been read to its end. Called on the event loop. */
    void rest(EventLoop loop, Target target, Channel channel) {
        Deque<Resting> shelf = shelf(loop, target);
        if (!channel.isActive() || shelf.size() >= MOST_RESTING) {
            channel.close();
            return;
        }
        channel.pipeline().addLast(SILENCE, new Silence());
        channel.config().setAutoRead(true);
        shelf.addLast(new Resting(channel, System.nanoTime()));
    }

    private Deque<Resting> shelf(EventLoop loop, Target target) {
        return shelves.computeIfAbsent(loop, key -> {
                    loop.scheduleWithFixedDelay(() -> sweep(key), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
                    return new HashMap<>();
                })
                .computeIfAbsent(target, key -> new ArrayDeque<>());
    }

    /** Closes what has rested too long; the oldest stand first. */
    private void sweep(EventLoop loop) {
        long oldest = System.nanoTime() - REST.toNanos();
        for (Deque<Resting> shelf : shelves.getOrDefault(loop, Map.of()).values()) {
            while (!shelf.isEmpty()
                    && (shelf.getFirst().since() - oldest < 0
                            || !shelf.getFirst().channel().isActive())) {
                shelf.removeFirst().channel().close();
            }
        }
    }

    /** A resting connection has nothing to say: one that speaks is closed. */
    private static final class Silence extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private record Resting(Channel channel, long since) {}
}
