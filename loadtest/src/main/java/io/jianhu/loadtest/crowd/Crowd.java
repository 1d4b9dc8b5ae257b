package io.jianhu.loadtest.crowd;

import io.jianhu.loadtest.ask.Request;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Very many connections that take their time: those that read slow streams, and those that never finish a request. */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that does not come about is missed in the count.
public final class Crowd implements AutoCloseable {

    private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 250;

    private final Transport transport = Transport.open(1);
    private final Target target;
    private final Dialogue dialogue;
    private final Attendance attendance = new Attendance();
    private final AtomicInteger dawdling = new AtomicInteger();
    private final AtomicInteger cutShort = new AtomicInteger();
    private volatile boolean over;

    /** @param target where all of them go */
    public Crowd(Target target, Dialogue dialogue) {
        this.target = target;
        this.dialogue = dialogue;
    }

    /** Those that asked for a stream. */
    public Attendance attendance() {
        return attendance;
    }

    /** How many connections are open that never finish a request. */
    int dawdling() {
        return dawdling.get();
    }

    /** How many of those the gateway has closed. */
    int cutShort() {
        return cutShort.get();
    }

    /** One asks for a stream on a connection of its own. */
    void listen(long number) {
        open(new Line(asking(number)));
    }

    /** Some ask for a stream each, on one connection. */
    void share(LongStream numbers) {
        Queue<Asking> asked = numbers.mapToObj(this::asking).collect(Collectors.toCollection(ArrayDeque::new));
        open(new SharedLine(asked));
    }

    private Asking asking(long number) {
        return new Asking(target, Request.of(dialogue.question(number), true), attendance.seat());
    }

    /**
     * Very many ask for a stream each, not all at once, and are waited for.
     *
     * @param shared how many of them on connections with others
     */
    public void gather(int streams, int shared, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (int asked = 0; asked < streams && System.nanoTime() < end; ) {
            if (asked - attendance.settled() >= AT_ONCE) {
                Thread.sleep(1);
            } else if (asked < shared) {
                int next = Math.min(shared, asked + SharedLine.MOST);
                share(LongStream.range(asked, next));
                asked = next;
            } else {
                listen(asked++);
            }
        }
        while (attendance.settled() < streams && System.nanoTime() < end) {
            Thread.sleep(10);
        }
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

    /** Asks for a stream on a connection of its own. */
    private static final class Line extends Listener {

        Line(Asking asking) {
            super(asking);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Target target = asking().target();
            String head = "POST " + target.path() + "/chat/completions HTTP/1.1\r\nHost: t\r\n"
                    + "Content-Type: application/json\r\nAuthorization: Bearer "
                    + target.key().orElse("") + "\r\nContent-Length: " + asking().body().length + "\r\n\r\n";
            context.writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), asking().body()));
        }

        @Override
        Optional<Boolean> isGood(Object bytes) {
            ByteBuf head = ((ByteBuf) bytes).duplicate();
            return head.readableBytes() < GOOD.length
                    ? Optional.empty()
                    : Optional.of(head.readSlice(GOOD.length).equals(Unpooled.wrappedBuffer(GOOD)));
        }
    }

    /** Sends a line of a head now and then, and comes again when it is sent away. */
    private final class Dawdling extends ChannelInboundHandlerAdapter {

        private static final long PAUSE_MILLIS = 1000;
        private static final long AGAIN_MILLIS = 100;

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
                context.executor().schedule(Crowd.this::dawdle, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
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
