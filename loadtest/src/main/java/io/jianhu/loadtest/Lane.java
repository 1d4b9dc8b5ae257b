package io.jianhu.loadtest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of the generator, with at most one question under way. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the lane, which its listener is told.
final class Lane extends SimpleChannelInboundHandler<HttpObject> {

    /** Told of what becomes of a lane and its questions. */
    interface Listener {
        void opened(Lane lane);

        /** The lane may be asked again. */
        void answered(Lane lane, Answered answered);

        /** The lane is gone; its question, if it had one, stays unanswered. */
        void closed(Lane lane, boolean asked);
    }

    private static final int OK = 200;

    private final Dialogue dialogue;
    private final Order order;
    private final Listener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Question asked;
    private int status;

    private static final class Question {
        final long number;
        final long due;
        final long sent;
        final Heard heard;
        long firstToken;

        Question(long number, long due, boolean stream) {
            this.number = number;
            this.due = due;
            this.sent = System.nanoTime();
            this.heard = new Heard(stream);
        }
    }

    Lane(Dialogue dialogue, Order order, Listener listener) {
        this.dialogue = dialogue;
        this.order = order;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        listener.opened(this);
    }

    /** Asks; only when nothing is under way. */
    void ask(long number, long due) {
        if (context == null || asked != null) {
            throw new IllegalStateException("the lane is busy");
        }
        asked = new Question(number, due, order.stream());
        context.writeAndFlush(request(number), context.voidPromise());
    }

    /** A request in OpenAI's format. */
    static byte[] body(String question, boolean stream) {
        return body(Target.ANY_MODEL, question, stream);
    }

    static byte[] body(String model, String question, boolean stream) {
        return Scan.utf8("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question
                + "\"}]" + (stream ? ",\"stream\":true}" : "}"));
    }

    private FullHttpRequest request(long number) {
        ByteBuf body = Unpooled.wrappedBuffer(body(order.target().model(), dialogue.question(number), order.stream()));
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, order.target().path() + "/chat/completions", body);
        request.headers()
                .set(HttpHeaderNames.HOST, "127.0.0.1:" + order.target().port())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        order.target().headers().forEach(request.headers()::set);
        order.target().key().ifPresent(key -> request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key));
        return request;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext reading, HttpObject message) {
        Question question = asked;
        if (question == null || message.decoderResult().isFailure()) {
            reading.close();
            return;
        }
        if (message instanceof HttpResponse response) {
            status = response.status().code();
        }
        if (message instanceof HttpContent content) {
            question.heard.read(content.content());
            if (question.firstToken == 0
                    && question.heard.size() > order.frame().before().length) {
                question.firstToken = System.nanoTime();
            }
        }
        if (message instanceof LastHttpContent) {
            asked = null;
            listener.answered(this, answered(question));
        }
    }

    private Answered answered(Question question) {
        long ended = System.nanoTime();
        byte[] answer = Scan.utf8(dialogue.answer(question.number));
        boolean right = question.heard.end()
                && status == OK
                && question.heard.is(
                        order.frame().before(), answer, order.frame().after());
        long firstToken = question.firstToken == 0 ? ended : question.firstToken;
        return new Answered(
                question.number, question.due, question.sent, firstToken, ended, right, status, question.heard.size());
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        boolean lost = asked != null;
        asked = null;
        listener.closed(this, lost);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        failing.close();
    }
}
