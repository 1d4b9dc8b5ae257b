package io.jianhu.net;

import io.jianhu.flow.Walk;
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
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

/** One bound port: the chat API with its public pages, or the operators' pages. */
public final class Listener implements AutoCloseable {

    private final Channel server;
    private final ChannelGroup connections;
    private final Traffic traffic;

    private Listener(Channel server, ChannelGroup connections, Traffic traffic) {
        this.server = server;
        this.connections = connections;
        this.traffic = traffic;
    }

    /**
     * Binds the data plane.
     *
     * @param pages the public pages beside the chat API
     * @throws IOException when the address cannot be bound
     */
    public static Listener chat(
            Transport transport,
            InetSocketAddress address,
            Limits limits,
            Walk walk,
            Api api,
            Site pages,
            Rejects rejects,
            Upstreams upstreams,
            Clock clock)
            throws IOException {
        Models models = new Models(new Pool(transport), new Names(InetAddress::getByName), upstreams);
        return chat(transport, address, limits, walk, api, pages, rejects, models, clock);
    }

    static Listener chat(
            Transport transport,
            InetSocketAddress address,
            Limits limits,
            Walk walk,
            Api api,
            Site pages,
            Rejects rejects,
            Models models,
            Clock clock)
            throws IOException {
        Traffic traffic = new Traffic(limits.exchanges());
        Door.Chat chat = new Door.Chat(walk, api, models, clock);
        return bind(transport, address, limits, new Door.House(chat, new Pages(pages), rejects, traffic));
    }

    /**
     * Binds a listener that has pages only.
     *
     * @throws IOException when the address cannot be bound
     */
    public static Listener pages(
            Transport transport, InetSocketAddress address, Limits limits, Site pages, Rejects rejects)
            throws IOException {
        Traffic traffic = new Traffic(limits.exchanges());
        return bind(transport, address, limits, new Door.House(null, new Pages(pages), rejects, traffic));
    }

    private static Listener bind(Transport transport, InetSocketAddress address, Limits limits, Door.House house)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ChannelFuture bound = new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 << 10, 64 << 10))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        furnish(channel, limits, house);
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
        return new Listener(bound.channel(), connections, house.traffic());
    }

    /** The order of a connection's handlers, and why. */
    static void furnish(Channel channel, Limits limits, Door.House house) {
        HttpDecoderConfig strict = new HttpDecoderConfig()
                .setMaxInitialLineLength(Math.min(8 << 10, limits.headers()))
                .setMaxHeaderSize(limits.headers())
                .setMaxChunkSize(64 << 10)
                .setChunkedSupported(true)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        channel.pipeline()
                // Bytes become messages; what is malformed is marked, not thrown.
                .addLast(new StrictRequests(strict), new HttpResponseEncoder())
                // Refuses what is marked or ambiguous, keeps the deadlines, and lets one request in at a time.
                .addLast(new Intake(limits, new Door(house)));
    }

    /** The port, also when any free one was asked for. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    public String host() {
        return ((InetSocketAddress) server.localAddress()).getHostString();
    }

    /** How many exchanges are running. */
    public int running() {
        return traffic.running();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** From now on each answer is the last of its connection; new connections are still served. */
    public void announceClosing() {
        traffic.drain();
    }

    /** Accepts no more connections and waits for running exchanges; true when all ended in time. */
    public boolean drain(Duration patience) throws InterruptedException {
        traffic.drain();
        server.close().awaitUninterruptibly();
        return traffic.awaitEmpty(patience);
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }
}
