package io.jianhu.loadtest.model;

import io.jianhu.loadtest.talk.Mood;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.Scan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection of the mock model. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class MockConversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final byte[] BABBLE = Scan.utf8("data: {\"choices\":[{\"index\":\n\n");

    private final MockAnswers answers;

    MockConversation(MockAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Optional<Pace> pace = Pace.of(request.uri());
        Optional<MockAnswers.Asked> asked = MockAnswers.read(ByteBufUtil.getBytes(request.content()));
        if (pace.isEmpty() || asked.isEmpty()) {
            whole(context, pace.isEmpty() ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.BAD_REQUEST, "{}");
        } else {
            later(context, pace.get().first().toNanos(), () -> answer(context, asked.get(), pace.get()));
        }
    }

    private void answer(ChannelHandlerContext context, MockAnswers.Asked asked, Pace pace) {
        switch (asked.mood()) {
            case MUTE -> context.flush();
            case FAILING ->
                whole(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, "{\"error\":{\"message\":\"mock\"}}");
            case BABBLING -> speak(context, head(asked, BABBLE.length), List.of(BABBLE), asked.mood(), pace);
            case WILLING, STALLED, CUT, CRUMBLING -> {
                if (asked.stream()) {
                    speak(context, head(asked, 0), answers.events(asked), asked.mood(), pace);
                } else if (asked.mood() == Mood.WILLING) {
                    whole(context, HttpResponseStatus.OK, answers.document(asked));
                } else {
                    byte[] document = ByteBufUtil.getBytes(answers.document(asked));
                    speak(context, head(asked, document.length), halves(document), asked.mood(), pace);
                }
            }
        }
    }

    private static HttpResponse head(MockAnswers.Asked asked, int length) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        if (asked.stream()) {
            head.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                    .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            head.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return head;
    }

    private static List<byte[]> halves(byte[] whole) {
        int middle = whole.length / 2;
        return List.of(Arrays.copyOf(whole, middle), Arrays.copyOfRange(whole, middle, whole.length));
    }

    private static void speak(
            ChannelHandlerContext context, HttpResponse head, List<byte[]> pieces, Mood mood, Pace pace) {
        context.write(head);
        speak(context, mood.spoken(pieces), 0, mood, pace.between().toNanos());
    }

    private static void speak(ChannelHandlerContext context, List<byte[]> pieces, int from, Mood mood, long between) {
        int at = from;
        do {
            context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(pieces.get(at))));
            at++;
            if (mood == Mood.CRUMBLING) {
                context.flush();
            }
        } while (between == 0 && at < pieces.size());
        if (at < pieces.size()) {
            int next = at;
            context.flush();
            later(context, between, () -> speak(context, pieces, next, mood, between));
        } else if (mood == Mood.STALLED) {
            context.flush();
        } else if (mood == Mood.CUT) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private static void later(ChannelHandlerContext context, long nanos, Runnable action) {
        if (nanos == 0) {
            action.run();
        } else {
            context.executor().schedule(() -> ifOpen(context, action), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static void ifOpen(ChannelHandlerContext context, Runnable action) {
        if (context.channel().isActive()) {
            action.run();
        }
    }

    private static void whole(ChannelHandlerContext context, HttpResponseStatus status, String json) {
        whole(context, status, Unpooled.wrappedBuffer(Scan.utf8(json)));
    }

    private static void whole(ChannelHandlerContext context, HttpResponseStatus status, ByteBuf body) {
        HttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
