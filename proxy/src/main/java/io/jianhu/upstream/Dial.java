package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A new connection to a model: the address, TLS, the protocol, all within one time. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told to the promise, once.
final class Dial {

    private final Class<? extends SocketChannel> sockets;
    private final Pool.Target target;
    private final Optional<SslContext> tls;
    private final Promise<Channel> ready;

    private Dial(
            Class<? extends SocketChannel> sockets,
            Pool.Target target,
            Optional<SslContext> tls,
            Promise<Channel> ready) {
        this.sockets = sockets;
        this.target = target;
        this.tls = tls;
        this.ready = ready;
    }

    /**
     * Connects.
     *
     * @param patience how long all of it may take
     * @return the connection when it can be written to: a silent one of HTTP/1.1, or one that has a {@link Trunk}
     */
    static Future<Channel> start(
            Class<? extends SocketChannel> sockets,
            Trust trust,
            EventLoop loop,
            Pool.Target target,
            InetSocketAddress address,
            Duration patience) {
        Promise<Channel> ready = loop.newPromise();
        try {
            Optional<SslContext> tls =
                    target.tls() ? Optional.of(trust.of(target.authority(), target.http())) : Optional.empty();
            new Dial(sockets, target, tls, ready).connect(loop, address, patience);
        } catch (SSLException e) {
            ready.setFailure(e);
        }
        return ready;
    }

    private void connect(EventLoop loop, InetSocketAddress address, Duration patience) {
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        tls.ifPresentOrElse(context -> greet(socket, context, patience), () -> speak(socket));
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        ready.tryFailure(connected.cause());
                    } else if (tls.isEmpty() && target.http() != Robot.Http.TWO) {
                        ready.trySuccess(connected.channel());
                    }
                })
                .channel();
        Future<?> late = loop.schedule(
                () -> ready.tryFailure(new ConnectTimeoutException()), patience.toMillis(), TimeUnit.MILLISECONDS);
        ready.addListener(done -> {
            late.cancel(false);
            if (!done.isSuccess()) {
                channel.close();
            }
        });
    }

    private void speak(Channel channel) {
        if (target.http() == Robot.Http.TWO) {
            Trunk.furnish(channel, ready);
        } else {
            one(channel);
        }
    }

    /** The order of the handlers of a connection of HTTP/1.1, and why. */
    private static void one(Channel channel) {
        channel.pipeline()
                // Bytes become messages; what is malformed is marked, not thrown.
                .addLast(new HttpRequestEncoder(), new StrictResponses())
                // A model that encodes although it was asked not to is understood, within bounds.
                .addLast(new HttpContentDecompressor(false, Pool.MOST_ANSWER_BYTES));
        // Until an exchange listens, nobody has anything to say.
        Silence.begin(channel);
    }

    private void greet(SocketChannel channel, SslContext context, Duration patience) {
        SslHandler handler = context.newHandler(channel.alloc(), target.host(), target.port());
        handler.setHandshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        channel.pipeline().addLast(handler, new Agreed());
    }

    /** Speaks the protocol that was agreed on within TLS. */
    private final class Agreed extends ApplicationProtocolNegotiationHandler {

        Agreed() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                Trunk.furnish(context.channel(), ready);
            } else if (target.http() == Robot.Http.TWO) {
                ready.tryFailure(new SSLException("no HTTP/2"));
            } else {
                one(context.channel());
                ready.trySuccess(context.channel());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            ready.tryFailure(cause);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ready.tryFailure(cause);
        }
    }
}
