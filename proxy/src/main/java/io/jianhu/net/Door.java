package io.jianhu.net;

import io.jianhu.cache.Answers;
import io.jianhu.cache.Keys;
import io.jianhu.chat.Decision;
import io.jianhu.chat.RobotId;
import io.jianhu.flow.Head;
import io.jianhu.flow.Walk;
import io.jianhu.upstream.Models;
import io.jianhu.wire.Api;
import io.jianhu.wire.Dialect;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection may reach. Paths of a robot's chat API begin an exchange; other known paths are pages; everything
 * else is not found, and never passed on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Door implements Intake.Desk {

    /** Until when memory may be free again: about two collections. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final String BUSY = "服务繁忙，请稍后再试 overloaded, try again soon";
    private static final String MODELS = "v1/models";
    private static final Set<String> ROOTS = Set.of("v1", "api");

    private final House house;
    private @Nullable Exchanging exchange;
    private @Nullable Thread page;

    /**
     * What all connections of a listener share.
     *
     * @param chat the chat API, where the listener has one
     */
    record House(@Nullable Chat chat, Pages pages, Rejects rejects, Traffic traffic) {}

    /** What an exchange needs. */
    record Chat(Walk walk, Api api, Models models, Keys keys, Answers answers, Absences absences, Clock clock) {}

    Door(House house) {
        this.house = house;
    }

    @Override
    public void received(ChannelHandlerContext context, Inbound request, Intake intake) {
        String id = RequestIds.next();
        Chat chat = house.chat();
        List<String> names = request.names();
        if (chat == null || !isChat(names)) {
            page = house.pages().serve(context, intake, request, id, house.traffic());
            return;
        }
        Client client = new Client(context, intake, request, id, house.traffic());
        String path = String.join("/", names.subList(2, names.size()));
        Optional<Dialect> dialect = chat.api().at(path);
        if (dialect.isPresent()) {
            begin(chat, dialect.get(), client, request, id, HttpMethod.POST, chat.walk()::walk);
        } else if (path.equals(MODELS)) {
            begin(chat, chat.api().near(path), client, request, id, HttpMethod.GET, chat.walk()::models);
        } else {
            error(chat, chat.api().near(path), client, 404, "unknown_path", "没有这个接口 no such endpoint");
        }
    }

    /** {@code robots/ID/v1/…} or {@code robots/ID/api/…}, with an id that could be one. */
    private static boolean isChat(List<String> names) {
        return names.size() >= 4
                && names.get(0).equals("robots")
                && RobotId.isValid(names.get(1))
                && ROOTS.contains(names.get(2));
    }

    private void begin(
            Chat chat,
            Dialect dialect,
            Client client,
            Inbound request,
            String id,
            HttpMethod method,
            Consumer<io.jianhu.flow.Call> walk) {
        boolean isHead = request.method().equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET);
        if (!isHead && !request.method().equals(method)) {
            client.allow(method);
            error(chat, dialect, client, 405, "method_not_allowed", "请使用 " + method + " use " + method);
            return;
        }
        if (house.traffic().memory().compareTo(Memory.Level.SCARCE) >= 0) {
            turnAway(chat, dialect, client, "memory", MEMORY);
            return;
        }
        if (!house.traffic().enter()) {
            turnAway(chat, dialect, client, "exchanges", house.traffic().untilNext());
            return;
        }
        Exchanging begun = new Exchanging(
                client, request, id, request.names().get(1), dialect, chat, house.traffic(), client.takeOver());
        exchange = begun;
        Thread.ofVirtual().name("walk-" + id).start(() -> {
            try (begun) {
                walk.accept(begun);
            }
        });
    }

    /** Nothing is wrong with the request; there is only too much. No exchange begins. */
    private void turnAway(Chat chat, Dialect dialect, Client client, String reason, Duration wait) {
        house.rejects().shed(reason);
        client.retryAfter(wait);
        error(chat, dialect, client, 503, reason, BUSY);
    }

    private static void error(Chat chat, Dialect dialect, Client client, int status, String code, String message) {
        client.whole(
                status,
                new Head(chat.walk().revision(), Decision.REFUSE),
                "application/json; charset=utf-8",
                Errors.body(dialect, status, code, message));
    }

    /** A cheap answer, after which the connection closes: its framing is in doubt. */
    @Override
    public ChannelFuture rejected(ChannelHandlerContext context, Rejection rejection, String target) {
        boolean busy = rejection.status() == 503;
        if (busy) {
            house.rejects().shed(rejection.reason());
        } else {
            house.rejects().rejected(rejection.reason());
        }
        Chat chat = house.chat();
        byte[] body = chat == null
                ? new byte[0]
                : Errors.body(
                        chat.api().near(spoken(target)),
                        rejection.status(),
                        rejection.reason(),
                        busy ? BUSY : Errors.refusal(rejection));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(rejection.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("x-request-id", RequestIds.next());
        if (chat != null) {
            response.headers()
                    .set("x-jianhu-policy", chat.walk().revision())
                    .set("x-jianhu-decision", Decision.REFUSE.word());
        }
        if (busy) {
            response.headers()
                    .set(
                            HttpHeaderNames.RETRY_AFTER,
                            Long.toString(house.traffic().untilNext().toSeconds()));
        }
        return context.writeAndFlush(response);
    }

    /** The path below the robot, for the error's form. */
    private static String spoken(String target) {
        String[] names = target.split("\\?", 2)[0].split("/", 5);
        return names.length == 5 ? names[3] + '/' + names[4] : MODELS;
    }

    @Override
    public void dropped(String reason) {
        house.rejects().rejected(reason);
    }

    @Override
    public void answered() {
        exchange = null;
        page = null;
    }

    @Override
    public void left(ChannelHandlerContext context) {
        Exchanging running = exchange;
        if (running != null) {
            running.left();
        }
        Thread serving = page;
        if (serving != null) {
            serving.interrupt();
        }
    }

    @Override
    public void paced(ChannelHandlerContext context) {
        Exchanging running = exchange;
        if (running != null) {
            running.pace();
        }
    }
}
