package io.jianhu.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
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

    /**
     * Where a model listens.
     *
     * @param host as configured: the name the certificate must bear
     */
    public record Target(String host, int port, boolean tls) {}

    private static final int MOST_RESTING = 256;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final long SWEEP_SECONDS = 5;
    private static final String SILENCE = "silence";
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig()
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16 << 10)
            .setMaxChunkSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true);

    private final Class<? extends SocketChannel> sockets;
    private final SslContext tls;
    private final Map<EventLoop, Map<Target, Deque<Resting>>> shelves = new ConcurrentHashMap<>();

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
        try {
            this.tls = trust.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK has no TLS for clients", e);
        }
    }

    /** A resting connection that still lives, if there is one. Called on the event loop. */
    public Optional<Channel> resting(EventLoop loop, Target target) {
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

    /** A new connection, with the codec and without the exchange's own handler. */
    public ChannelFuture connect(EventLoop loop, Target target, InetSocketAddress address, Duration patience) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (target.tls()) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), target.host(), target.port()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(DECODER, false, false));
                    }
                });
        return bootstrap.connect(address);
    }

    /** Puts back a connection whose answer has been read to its end. Called on the event loop. */
    public void rest(EventLoop loop, Target target, Channel channel) {
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
