package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Connections to models, by event loop and target: an exchange's two connections share one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // Sweeping goes on as long as its loop.
public final class Pool {

    /** What an answer may grow to when it is decoded, in bytes. */
    static final int MOST_ANSWER_BYTES = 16 << 20;

    private static final Duration REST = Duration.ofSeconds(30);
    private static final long SWEEP_SECONDS = 5;

    private final Class<? extends SocketChannel> sockets;
    private final Trust trust;
    private final Map<EventLoop, Map<Target, Ways>> known = new ConcurrentHashMap<>();

    /**
     * Where a model listens.
     *
     * @param host as configured: the name the certificate must bear
     * @param authority whom to trust, if not whom all trust
     * @param http what is spoken
     */
    record Target(String host, int port, boolean tls, Optional<Path> authority, Robot.Http http) {}

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

    /** A connection that is there, or a stream on one. Called on the event loop. */
    Optional<Future<Channel>> resting(EventLoop loop, Target target) {
        return ways(loop, target).resting();
    }

    /** A new connection, or a stream on one, without the exchange's own handler, when it is ready to be written to. */
    Future<Channel> connect(EventLoop loop, Target target, InetSocketAddress address, Duration patience) {
        return ways(loop, target).connect(address, patience);
    }

    /** Puts back a connection whose answer has been read to its end. Called on the event loop. */
    void rest(EventLoop loop, Target target, Channel channel) {
        ways(loop, target).rest(channel);
    }

    private Ways ways(EventLoop loop, Target target) {
        return known.computeIfAbsent(loop, key -> {
                    loop.scheduleWithFixedDelay(() -> sweep(key), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
                    return new HashMap<>();
                })
                .computeIfAbsent(
                        target,
                        key -> new Ways(
                                loop,
                                key,
                                (address, patience) -> Dial.start(sockets, trust, loop, key, address, patience)));
    }

    private void sweep(EventLoop loop) {
        long since = System.nanoTime() - REST.toNanos();
        known.getOrDefault(loop, Map.of()).values().forEach(ways -> ways.sweep(since));
    }
}
