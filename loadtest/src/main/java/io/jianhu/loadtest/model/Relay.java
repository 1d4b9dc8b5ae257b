package io.jianhu.loadtest.model;

import io.jianhu.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bare relay: it reads HTTP and writes it on, message by message, and looks at nothing. The least that something on Netty
 * between citizen and model can cost. Each of its connections has one of its own to the model, on the same event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class Relay implements AutoCloseable {

    private final Transport transport;
    private final Channel server;

    private Relay(Transport transport, Channel server) {
        this.transport = transport;
        this.server = server;
    }

    static Relay start(int port) {
        Transport transport = Transport.open(0);
        InetSocketAddress model = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Relay(transport, MockModel.listen(transport, () -> List.of(new Citizen(transport, model))));
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        transport.close();
    }

    /** The citizen's side of a connection. */
    private static final class Citizen extends ChannelInboundHandlerAdapter {

        private final Transport transport;
        private final InetSocketAddress address;
        private @Nullable Channel model;

        Citizen(Transport transport, InetSocketAddress address) {
            this.transport = transport;
            this.address = address;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel citizen = context.channel();
            citizen.config().setAutoRead(false);
            new Bootstrap()
                    .group(citizen.eventLoop())
                    .channel(transport.client())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new HttpClientCodec(), new Model(citizen));
                        }
                    })
                    .connect(address)
                    .addListener((io.netty.channel.ChannelFuture connected) -> {
                        if (connected.isSuccess()) {
                            model = connected.channel();
                            citizen.config().setAutoRead(true);
                        } else {
                            citizen.close();
                        }
                    });
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            pass(model, message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (model != null) {
                model.flush();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (model != null) {
                model.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** The model's side of a connection. */
    private static final class Model extends ChannelInboundHandlerAdapter {

        private final Channel citizen;

        Model(Channel citizen) {
            this.citizen = citizen;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            pass(citizen, message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            citizen.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            citizen.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static void pass(@Nullable Channel to, Object message) {
        if (to == null) {
            ReferenceCountUtil.release(message);
        } else {
            to.write(message, to.voidPromise());
        }
    }
}
