package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Scan;
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
import java.util.Set;
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
    private static final Set<Integer> TOO_MUCH = Set.of(429, 503);
    private static final Set<Integer> MODEL_FAILED = Set.of(502, 504);
    private static final String DECISION = "x-jianhu-decision";
    private static final String REFUSED = "refuse";

    private final Dialogue dialogue;
    private final Order order;
    private final Listener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Question asked;

    private static final class Question {
        final long number;
        final long due;
        final long sent;
        final Heard heard;
        long firstToken;
        int status;
        boolean refused;
        boolean mayComeAgain;

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

    private FullHttpRequest request(long number) {
        ByteBuf body = Unpooled.wrappedBuffer(Request.of(
                order.target().model(), order.stream(), order.script().messages(dialogue, number)));
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                order.script().path(order.target(), number) + "/chat/completions",
                body);
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
            question.status = response.status().code();
            question.refused = REFUSED.equals(response.headers().get(DECISION));
            question.mayComeAgain = response.headers().contains(HttpHeaderNames.RETRY_AFTER);
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
        long firstToken = question.firstToken == 0 ? ended : question.firstToken;
        return new Answered(
                question.number,
                question.due,
                question.sent,
                firstToken,
                ended,
                outcome(question),
                question.status,
                question.heard.size());
    }

    private Outcome outcome(Question question) {
        Heard heard = question.heard;
        if (question.mayComeAgain && TOO_MUCH.contains(question.status)) {
            return Outcome.TURNED_AWAY;
        }
        if (question.status != OK) {
            return MODEL_FAILED.contains(question.status) ? Outcome.FAILED : Outcome.WRONG;
        }
        if (!heard.end()) {
            return Outcome.WRONG;
        }
        Outcome expected = order.script().expected(question.number);
        if (question.refused && !heard.toldOfFailure()) {
            return expected == Outcome.REFUSED ? Outcome.REFUSED : Outcome.WRONG;
        }
        byte[] answer = Scan.utf8(order.script().answer(dialogue, question.number));
        if (heard.is(order.frame().before(), answer, order.frame().after())) {
            return expected == Outcome.RIGHT ? Outcome.RIGHT : Outcome.WRONG;
        }
        return heard.toldOfFailure() ? Outcome.FAILED : Outcome.WRONG;
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
