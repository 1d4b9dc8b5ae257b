package io.jianhu.net;

import io.jianhu.cache.Answers;
import io.jianhu.cache.Keys;
import io.jianhu.flow.Walk;
import io.jianhu.upstream.Models;
import io.jianhu.wire.Api;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One bound port: the chat API with its public pages, or the operators' pages. */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that is refused is closed whether it hears of it or not.
public final class Listener implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Channel server;
    private final String host;
    private final ChannelGroup connections;
    private final ChannelGroup trunks;
    private final Traffic traffic;

    private Listener(Channel server, String host, ChannelGroup connections, ChannelGroup trunks, Traffic traffic) {
        this.server = server;
        this.host = host;
        this.connections = connections;
        this.trunks = trunks;
        this.traffic = traffic;
    }

    /**
     * Binds the data plane.
     *
     * @param pages the public pages beside the chat API
     * @param front where it is bound, and how it meets its peers
     * @throws IOException when the address cannot be bound
     */
    public static Listener chat(
            Transport transport,
            Front front,
            Limits limits,
            Walk walk,
            Api api,
            Site pages,
            Rejects rejects,
            Models models,
            Answers answers,
            Clock clock)
            throws IOException {
        Traffic traffic = new Traffic(limits.exchanges(), limits.bodies());
        Door.Chat chat = new Door.Chat(walk, api, models, new Keys(), answers, new Absences(), clock);
        Pages served = new Pages(pages, new Proxies(front.trusted()));
        return bind(transport, front, limits, new Door.House(chat, served, rejects, traffic));
    }

    /**
     * Binds a listener that has pages only.
     *
     * @throws IOException when the address cannot be bound
     */
    public static Listener pages(Transport transport, Front front, Limits limits, Site pages, Rejects rejects)
            throws IOException {
        Traffic traffic = new Traffic(limits.exchanges(), limits.bodies());
        Pages served = new Pages(pages, new Proxies(front.trusted()));
        return bind(transport, front, limits, new Door.House(null, served, rejects, traffic));
    }

    private static Listener bind(Transport transport, Front front, Limits limits, Door.House house) throws IOException {
        InetSocketAddress address = front.address();
        if (address.isUnresolved()) {
            throw new IOException(
                    address.getHostString() + ":" + address.getPort() + " cannot be bound: the host is unknown"
                            + " (expected: a name or an address of this machine, such as 0.0.0.0)");
        }
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Protocols protocols = new Protocols(limits, house, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE));
        ChannelFuture bound = new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.server())
                .handler(new Crowd(limits.connections(), house.rejects()))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 << 10, 64 << 10))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        furnish(channel, front, limits, house, protocols);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    address.getHostString() + ":" + address.getPort() + " cannot be bound: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new Listener(bound.channel(), address.getHostString(), connections, protocols.trunks(), house.traffic());
    }

    /** What stands before the first byte of HTTP, in this order, and what follows. */
    @SuppressWarnings("FutureReturnValueIgnored") // The closing of a channel never fails.
    private static void furnish(
            SocketChannel channel, Front front, Limits limits, Door.House house, Protocols protocols) {
        Proxies proxies = new Proxies(front.trusted());
        if (front.proxyProtocol()
                && !front.trusted().isEmpty()
                && !proxies.trusts(channel.remoteAddress().getAddress())) {
            house.rejects().rejected("untrusted-proxy");
            channel.close();
            return;
        }
        if (front.proxyProtocol()) {
            // Plain bytes before anything else, also before TLS.
            channel.pipeline().addLast(ProxyHeader.decoder(), new ProxyHeader(house.rejects()));
        }
        front.certificates()
                .ifPresent(certificates -> channel.pipeline()
                        .addLast(
                                certificates.handler(channel.alloc(), limits.headTime()),
                                new Handshake(house.rejects())));
        protocols.unknown(channel);
    }

    /** The port, also when any free one was asked for. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** The host as it was asked for and as it stands in an address, an IPv6 address in brackets (RFC 3986 section 3.2.2). */
    public String host() {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    /** How many exchanges are running. */
    public int running() {
        return traffic.running();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many bytes of bodies are in the house. */
    public long bodyBytes() {
        return traffic.bytes();
    }

    /** From now on, turns away by how scarce memory is, which it looks at several times a second. */
    public void mind(Memory memory) {
        server.eventLoop().scheduleWithFixedDelay(() -> look(memory), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Memory memory) {
        Memory.Level level = memory.look();
        traffic.memory(level);
        if (level == Memory.Level.EXHAUSTED) {
            connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(Intake.Idle.CLOSE));
        }
    }

    /**
     * From now on each answer is the last of its connection, and HTTP/2 connections begin no more streams; new
     * connections are still served.
     */
    public void announceClosing() {
        traffic.drain();
        trunks.forEach(trunk -> trunk.pipeline().fireUserEventTriggered(Trunk.CLOSING));
    }

    /**
     * Accepts no more connections, lets go who waits for news, and waits for running exchanges; true when all ended in
     * time. May be called again to wait longer.
     */
    public boolean drain(Duration patience) throws InterruptedException {
        announceClosing();
        server.close().awaitUninterruptibly();
        traffic.endPages();
        boolean empty = traffic.awaitEmpty(patience);
        if (empty) { // Streams have ended; their connections end of themselves, so that no last bytes are lost.
            trunks.newCloseFuture().await(3 * Trunk.LINGER.toMillis());
        }
        return empty;
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }
}
