package io.jianhu.net;

import io.jianhu.flow.Head;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The client's end of one exchange. A stream leaves as it comes; a document is gathered and leaves whole, so that its
 * head tells the final decision. Used on the connection's event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Client {

    private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

    private final ChannelHandlerContext context;
    private final Intake intake;
    private final Inbound request;
    private final String id;
    private final Traffic traffic;
    private final CompletableFuture<Void> parted = new CompletableFuture<>();
    private final ByteArrayOutputStream document = new ByteArrayOutputStream();
    private Duration patience = Duration.ofSeconds(2);
    private Optional<String> cache = Optional.empty();
    private Optional<HttpMethod> allowed = Optional.empty();
    private boolean begun;
    private boolean ended;

    Client(ChannelHandlerContext context, Intake intake, Inbound request, String id, Traffic traffic) {
        this.context = context;
        this.intake = intake;
        this.request = request;
        this.id = id;
        this.traffic = traffic;
    }

    /** The bytes of the request, which from now on are somebody else's to release. */
    long takeOver() {
        return intake.takeOver();
    }

    Channel channel() {
        return context.channel();
    }

    /** Whether bytes of an answer have left, so that no other answer can take their place. */
    boolean begun() {
        return begun;
    }

    /** Done when the last byte has left or the connection is gone. */
    CompletableFuture<Void> parted() {
        return parted;
    }

    boolean writable() {
        return context.channel().isWritable();
    }

    /** How long the client is told to wait when it is turned away. */
    void retryAfter(Duration wait) {
        patience = wait;
    }

    /** What a client that used another method is told to use (RFC 9110 section 15.5.6). */
    void allow(HttpMethod method) {
        allowed = Optional.of(method);
    }

    /** Whether the answer is one that was kept, of an answer that may be: {@code hit} or {@code miss}. */
    void cache(String found) {
        cache = Optional.of(found);
    }

    /** Gives bytes of an answer, without flushing them. */
    void give(Head head, String contentType, byte[] bytes) {
        if (bytes.length == 0 || ended) {
            return;
        }
        if (!STREAMS.contains(contentType.split(";", 2)[0])) {
            document.writeBytes(bytes);
            return;
        }
        if (!begun) {
            begun = true;
            HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            describe(response.headers(), head, contentType);
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            response.headers().set("x-accel-buffering", "no");
            context.write(response, context.voidPromise());
        }
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    /** Ends the answer. */
    void end(Head head, String contentType) {
        if (ended) {
            return;
        }
        if (!begun) {
            whole(200, head, contentType, document.toByteArray());
            return;
        }
        ended = true;
        after(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /** Answers at once; nothing may have begun. */
    void whole(int status, Head head, String contentType, byte[] body) {
        if (ended || begun) {
            throw new IllegalStateException("an answer has begun");
        }
        ended = true;
        begun = true;
        boolean bodiless = request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                bodiless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        describe(response.headers(), head, contentType);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (status == 503 || status == 429) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, Long.toString(patience.toSeconds()));
        }
        after(context.writeAndFlush(response));
    }

    /** Answers with an error, or cuts the connection when an answer has begun. */
    void fail(int status, Head head, String contentType, byte[] body) {
        if (begun) {
            cut();
        } else {
            whole(status, head, contentType, body);
        }
    }

    /** Closes the connection of an answer that will not come to its end; one that has ended is left alone. */
    void cut() {
        if (!ended) {
            ended = true;
            context.close();
            parted.complete(null);
        }
    }

    private void describe(HttpHeaders headers, Head head, String contentType) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-request-id", id);
        headers.set("x-jianhu-policy", head.policy());
        headers.set("x-jianhu-decision", head.decision().word());
        cache.ifPresent(found -> headers.set("x-jianhu-cache", found));
        allowed.ifPresent(method -> headers.set(HttpHeaderNames.ALLOW, method));
        if (!head.aigc().isEmpty()) {
            headers.set("x-aigc", head.aigc());
        }
        if (!keepAlive()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private boolean keepAlive() {
        return request.keepAlive() && !traffic.draining();
    }

    private void after(ChannelFuture written) {
        boolean keepAlive = keepAlive();
        written.addListener(done -> parted.complete(null)); // makes room for what has come meanwhile
        intake.ends(context, written, keepAlive);
    }
}
