package io.jianhu.loadtest;

import io.jianhu.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Very many connections that take their time: those that read slow streams, and those that never finish a request. */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that does not come about is missed in the count.
final class Crowd implements AutoCloseable {

    private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

    private final Transport transport = Transport.open(1);
    private final Target target;
    private final Dialogue dialogue;
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicInteger dawdling = new AtomicInteger();
    private final AtomicInteger cutShort = new AtomicInteger();
    private volatile boolean over;

    Crowd(Target target, Dialogue dialogue) {
        this.target = target;
        this.dialogue = dialogue;
    }

    /** How many streams have begun with 200 and are still open. */
    int listening() {
        return listening.get();
    }

    /** How many asked for a stream and got none. */
    int refused() {
        return refused.get();
    }

    /** How many pieces of streams have come. */
    int pieces() {
        return pieces.get();
    }

    /** How many connections are open that never finish a request. */
    int dawdling() {
        return dawdling.get();
    }

    /** How many of those the gateway has closed. */
    int cutShort() {
        return cutShort.get();
    }

    void listen(long number) {
        open(new Listening(number));
    }

    void dawdle() {
        open(new Dawdling());
    }

    private void open(ChannelHandler handler) {
        new Bootstrap()
                .group(transport.loops())
                .channel(transport.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler)
                .connect(target.address());
    }

    /** Asks for a stream and reads it as it comes. */
    private final class Listening extends ChannelInboundHandlerAdapter {

        private final long number;
        private boolean answered;
        private boolean good;

        Listening(long number) {
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            byte[] body = Lane.body(dialogue.question(number), true);
            String head = "POST " + target.path() + "/chat/completions HTTP/1.1\r\nHost: t\r\n"
                    + "Content-Type: application/json\r\nAuthorization: Bearer "
                    + target.key().orElse("") + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            context.writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (!answered && bytes.readableBytes() >= GOOD.length) {
                answered = true;
                good = bytes.readSlice(GOOD.length).equals(Unpooled.wrappedBuffer(GOOD));
                (good ? listening : refused).incrementAndGet();
            }
            pieces.incrementAndGet();
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (good) {
                listening.decrementAndGet();
            } else if (!answered) {
                refused.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** Sends a line of a head now and then, and comes again when it is sent away. */
    private final class Dawdling extends ChannelInboundHandlerAdapter {

        private static final long PAUSE_MILLIS = 1000;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            dawdling.incrementAndGet();
            say(context, "POST " + target.path() + "/chat/completions HTTP/1.1\r\nHost: t\r\n");
        }

        private void say(ChannelHandlerContext context, String line) {
            context.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII));
            context.executor().schedule(() -> goOn(context), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void goOn(ChannelHandlerContext context) {
            if (context.channel().isActive()) {
                say(context, "X-Slow: y\r\n");
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            dawdling.decrementAndGet();
            cutShort.incrementAndGet();
            if (!over) {
                context.executor().schedule(Crowd.this::dawdle, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public void close() {
        over = true;
        transport.close();
    }
}
