package io.jianhu.loadtest.ask;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How fast a client takes what it is sent. */
public enum Reading {
    /** As it comes. */
    AT_ONCE(Duration.ofSeconds(10)) {
        @Override
        Bootstrap fit(Bootstrap bootstrap) {
            return bootstrap;
        }

        @Override
        void fit(ChannelPipeline pipeline) {}
    },
    /** About 200 kB a second, so that what it has not taken piles up before it. */
    SLOWLY(Duration.ofSeconds(40)) {
        @Override
        Bootstrap fit(Bootstrap bootstrap) {
            return bootstrap
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.SO_RCVBUF, PIECE)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(PIECE).maxMessagesPerRead(1));
        }

        @Override
        void fit(ChannelPipeline pipeline) {
            pipeline.addFirst(new Sip());
        }
    };

    private static final int PIECE = 4096;
    private static final long PAUSE_MILLIS = 20;

    private final Duration patience;

    Reading(Duration patience) {
        this.patience = patience;
    }

    /** How long the last answers are waited for when nothing is asked any more. */
    Duration patience() {
        return patience;
    }

    /** Sets what a connection is opened with. */
    abstract Bootstrap fit(Bootstrap bootstrap);

    /** Adds what a connection reads through. */
    abstract void fit(ChannelPipeline pipeline);

    /** Reads a piece, and the next after a pause. */
    @SuppressWarnings("FutureReturnValueIgnored") // A read that is due after the end of the channel does nothing.
    private static final class Sip extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
            context.fireChannelActive();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.fireChannelReadComplete();
            context.executor().schedule(context::read, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
