package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes on a connection: nothing is thrown, nothing is passed on after a rejection, what is passed on is what a
 * strict reading of the bytes finds too, and cutting them changes nothing.
 */
class IngressFuzzTest {

    private static final Limits LIMITS = new Limits(
            1 << 10,
            1 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            10);

    private static final Door.House HOUSE = new Door.House(
            null,
            new Pages(
                    visit -> {
                        throw new IllegalStateException("nobody is let in");
                    },
                    new Proxies(List.of())),
            reason -> {},
            new Traffic(1, Long.MAX_VALUE));

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        List<String> whole = seen(bytes, bytes.length);
        assertThat(seen(bytes, 1)).isEqualTo(whole);
        List<String> strict = StrictReading.of(new String(bytes, StandardCharsets.ISO_8859_1));
        List<String> passed =
                whole.stream().filter(event -> !event.startsWith("rejected ")).toList();
        assertThat(strict.size()).isGreaterThanOrEqualTo(passed.size());
        assertThat(passed).isEqualTo(strict.subList(0, passed.size()));
    }

    /** What comes through when the bytes come in pieces of this length. */
    private static List<String> seen(byte[] bytes, int step) {
        List<Throwable> thrown = new ArrayList<>();
        Guest guest = new Guest();
        EmbeddedChannel channel = new EmbeddedChannel();
        new Protocols(LIMITS, HOUSE, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE)).http1(channel);
        StrictRequests requests = channel.pipeline().get(StrictRequests.class);
        channel.pipeline()
                .replace(
                        Intake.class,
                        "intake",
                        new Intake(LIMITS, requests::headBegun, guest, new Traffic(1, Long.MAX_VALUE)));
        channel.pipeline().addBefore("intake", "thrown", new Thrown(thrown));
        channel.pipeline().fireChannelActive();
        for (int from = 0; from < bytes.length && channel.isOpen(); from += step) {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes, from, Math.min(step, bytes.length - from)));
        }
        assertThat(channel.isOpen() || guest.over).as("closed for a reason").isTrue();
        channel.finishAndReleaseAll();
        assertThat(thrown).isEmpty();
        return guest.seen;
    }

    /** Takes note of what the codec throws, which the intake would take for a client that has gone. */
    private static final class Thrown extends ChannelInboundHandlerAdapter {

        private final List<Throwable> thrown;

        Thrown(List<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            thrown.add(cause);
        }
    }

    /** Answers every request at once. */
    private static final class Guest implements Intake.Desk {

        private final List<String> seen = new ArrayList<>();
        private boolean rejected;
        private boolean over;

        @Override
        public void received(ChannelHandlerContext context, Inbound request, Intake intake) {
            assertThat(rejected).as("a request after a rejection").isFalse();
            assertThat(request.body()).hasSizeLessThanOrEqualTo(LIMITS.body());
            assertThat(request.names()).doesNotContain("..", ".");
            seen.add(request.method() + " " + request.uri() + " "
                    + new String(request.body(), StandardCharsets.ISO_8859_1));
            over |= !request.keepAlive();
            intake.ends(context, answer(context, 200), request.keepAlive());
        }

        @Override
        public ChannelFuture rejected(ChannelHandlerContext context, Rejection rejection, String target) {
            assertThat(rejected).as("rejected twice").isFalse();
            rejected = true;
            over = true;
            seen.add("rejected " + rejection.status() + " " + rejection.reason());
            return answer(context, rejection.status());
        }

        private static ChannelFuture answer(ChannelHandlerContext context, int status) {
            DefaultFullHttpResponse response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
            response.headers().set("content-length", 0);
            return context.writeAndFlush(response);
        }

        @Override
        public void dropped(String reason) {
            over = true;
        }

        @Override
        public void answered() {}

        @Override
        public void left(ChannelHandlerContext context) {}

        @Override
        public void paced(ChannelHandlerContext context) {}
    }
}
