package io.jianhu.net;

import io.jianhu.robot.Robot;
import io.jianhu.robot.Secret;
import io.jianhu.wire.Asking;
import io.jianhu.wire.Server;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * What to ask a model, for which robot, where, and how long to wait.
 *
 * @param request a new one, of which the client has written nothing but the masked document
 */
record Errand(
        String robot,
        Pool.Target target,
        InetSocketAddress address,
        FullHttpRequest request,
        Duration connect,
        Duration firstByte,
        Duration idle,
        Duration total) {

    /** The version of its API that an Anthropic server is asked by. */
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    static Errand of(Robot robot, Server server, Asking asking, InetAddress address) {
        URI base = robot.upstream().url();
        boolean tls = base.getScheme().equals("https");
        int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                path(base.getRawPath(), asking.path()),
                Unpooled.wrappedBuffer(asking.body()));
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, base.getPort() >= 0 ? base.getHost() + ":" + port : base.getHost());
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaderNames.ACCEPT, "application/json, text/event-stream");
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        headers.set(HttpHeaderNames.USER_AGENT, "jianhu");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, asking.body().length);
        if (server.key() == Server.Key.X_API_KEY) {
            headers.set("anthropic-version", ANTHROPIC_VERSION);
        }
        robot.upstream().apiKey().flatMap(Secret::reveal).ifPresent(key -> show(server.key(), key, headers));
        return new Errand(
                robot.id().toString(),
                new Pool.Target(base.getHost(), port, tls),
                new InetSocketAddress(address, port),
                request,
                robot.upstream().timeouts().connect(),
                robot.upstream().timeouts().firstByte(),
                robot.upstream().timeouts().idle(),
                robot.upstream().timeouts().total());
    }

    private static void show(Server.Key way, String key, HttpHeaders headers) {
        switch (way) {
            case BEARER -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key);
            case X_API_KEY -> headers.set("x-api-key", key);
        }
    }

    /** Where a call goes: an address may end with the first name of the call's own path. */
    static String path(String base, String call) {
        String root = base.replaceAll("/+$", "");
        int second = call.indexOf('/', 1);
        String first = second < 0 ? "" : call.substring(0, second);
        return !first.isEmpty() && root.endsWith(first) ? root + call.substring(second) : root + call;
    }
}
