package io.jianhu.loadtest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection of the mock model. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class MockConversation extends SimpleChannelInboundHandler<FullHttpRequest> {

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
        if (!asked.stream()) {
            whole(context, HttpResponseStatus.OK, answers.document(asked));
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        context.write(head);
        speak(context, answers.events(asked), 0, pace.between().toNanos());
    }

    private void speak(ChannelHandlerContext context, List<byte[]> events, int from, long between) {
        int at = from;
        do {
            context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(events.get(at))));
            at++;
        } while (between == 0 && at < events.size());
        if (at == events.size()) {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            int next = at;
            context.flush();
            later(context, between, () -> speak(context, events, next, between));
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
