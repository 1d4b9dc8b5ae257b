package io.jianhu.loadtest.model;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** A model server on the loopback address that answers the questions of a {@link Dialogue}, at the {@link Pace} of its path. */
public final class MockModel implements AutoCloseable {

    private static final int MOST_BYTES = 4 << 20;

    private final Transport transport;
    private final Channel server;

    private MockModel(Transport transport, Channel server) {
        this.transport = transport;
        this.server = server;
    }

    /** Starts one at any free port. */
    public static MockModel start(Dialogue dialogue) {
        MockAnswers answers = new MockAnswers(dialogue);
        Transport transport = Transport.open(1);
        Channel server =
                listen(transport, () -> List.of(new HttpObjectAggregator(MOST_BYTES), new MockConversation(answers)));
        return new MockModel(transport, server);
    }

    /** Binds any free port of the loopback address. */
    static Channel listen(Transport transport, Supplier<List<ChannelHandler>> handlers) {
        return new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec());
                        handlers.get().forEach(channel.pipeline()::addLast);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        transport.close();
    }
}
