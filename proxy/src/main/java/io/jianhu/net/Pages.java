package io.jianhu.net;

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
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Serves the pages of a {@link Site} to one connection, each on a virtual thread. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Pages {

    private static final Logger LOG = System.getLogger(Pages.class.getName());

    private static final Page BUSY = Page.json(
                    503, "{\"error\":{\"message\":\"服务繁忙，请稍后再试 overloaded, try again soon\",\"code\":\"memory\"}}")
            .with("retry-after", Long.toString(Door.MEMORY.toSeconds()));

    private final Site site;
    private final Proxies proxies;

    Pages(Site site, Proxies proxies) {
        this.site = site;
        this.proxies = proxies;
    }

    /** Serves one page. The returned thread is interrupted when the visitor leaves. */
    Thread serve(ChannelHandlerContext context, Intake intake, Inbound request, String id, Traffic traffic) {
        Channel connection = context.channel();
        InetAddress peer = proxies.client(Peer.address(connection), request.headers());
        Visit visit = request.visit(
                peer.getHostAddress(), peer.isLoopbackAddress() && Peer.isHere(connection), Peer.names(connection));
        Thread serving = Thread.ofVirtual().name("page-" + id).unstarted(() -> {
            try {
                Page page = page(visit, traffic.memory());
                boolean keepAlive = request.keepAlive() && !traffic.draining();
                switch (page) {
                    case Page.Whole whole -> send(context, intake, request, whole, id, keepAlive);
                    case Page.Live live -> stream(context, intake, request, live, id, traffic);
                }
            } catch (IllegalArgumentException e) {
                LOG.log(Level.ERROR, "a page had a header or a status that cannot be sent");
                context.close();
            } finally {
                traffic.served(Thread.currentThread());
            }
        });
        traffic.serves(serving);
        serving.start();
        return serving;
    }

    /** Where it broke, without the message, which might quote what a visitor wrote. */
    private static String wordless(Throwable broken) {
        return " " + broken.getClass().getName() + Arrays.toString(broken.getStackTrace());
    }

    private Page page(Visit visit, Memory.Level memory) {
        if (memory.compareTo(Memory.Level.SCARCE) >= 0) {
            return BUSY;
        }
        try {
            Page page = site.serve(visit);
            return page instanceof Page.Live && memory.compareTo(Memory.Level.TIGHT) >= 0 ? BUSY : page;
        } catch (InterruptedException e) {
            return Page.json(503, "{}");
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a page failed: " + visit.method() + wordless(e));
            return Page.json(500, "{\"error\":{\"message\":\"服务内部错误 internal error\",\"code\":\"internal\"}}");
        }
    }

    private static void send(
            ChannelHandlerContext context,
            Intake intake,
            Inbound request,
            Page.Whole page,
            String id,
            boolean keepAlive) {
        boolean withoutBody = request.method().equals(HttpMethod.HEAD) || page.status() == 304 || page.status() == 204;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(page.status()),
                Unpooled.wrappedBuffer(withoutBody ? new byte[0] : page.body()));
        describe(response, page, id);
        if (page.status() != 204) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, page.body().length);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.channel().eventLoop().execute(() -> intake.ends(context, context.writeAndFlush(response), keepAlive));
    }

    private static void stream(
            ChannelHandlerContext context, Intake intake, Inbound request, Page.Live page, String id, Traffic traffic) {
        boolean keepAlive = request.keepAlive() && !traffic.draining();
        if (request.method().equals(HttpMethod.HEAD)) {
            send(context, intake, request, new Page.Whole(200, page.headers(), new byte[0]), id, keepAlive);
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        describe(head, page, id);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        head.headers().set("x-accel-buffering", "no");
        if (!keepAlive) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.channel().eventLoop().execute(() -> context.writeAndFlush(head, context.voidPromise()));
        try {
            page.feed().run(new Events(context));
        } catch (InterruptedException e) {
            if (!traffic.draining()) {
                context.close();
                return;
            }
            keepAlive = false; // a visitor that is still there comes again, to another process
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a feed failed:" + wordless(e));
        }
        boolean kept = keepAlive;
        context.channel()
                .eventLoop()
                .execute(() -> intake.ends(context, context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), kept));
    }

    private static void describe(HttpResponse response, Page page, String id) {
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set("x-content-type-options", "nosniff");
        page.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set("x-request-id", id);
    }

    /** Writes events and waits for each to leave: a slow visitor slows its feed. */
    private record Events(ChannelHandlerContext context) implements Feed.Sink {

        @Override
        public void send(String id, String event, String data) throws InterruptedException {
            StringBuilder text = new StringBuilder();
            if (!id.isEmpty()) {
                text.append("id: ").append(id).append('\n');
            }
            if (!event.isEmpty()) {
                text.append("event: ").append(event).append('\n');
            }
            (data.isEmpty() ? Stream.of("") : data.lines())
                    .forEach(line -> text.append("data: ").append(line).append('\n'));
            write(text.append('\n').toString());
        }

        @Override
        public void comment(String text) throws InterruptedException {
            write(": " + text + "\n\n");
        }

        private void write(String text) throws InterruptedException {
            ChannelFuture written = context.writeAndFlush(
                    new DefaultHttpContent(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))));
            try {
                written.get();
            } catch (ExecutionException e) {
                throw new InterruptedException("the visitor has gone");
            }
        }
    }
}
