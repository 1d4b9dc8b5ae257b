package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.jianhu.robot.Secret;
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
public record Errand(
        String robot,
        Pool.Target target,
        InetSocketAddress address,
        FullHttpRequest request,
        Duration connect,
        Duration firstByte,
        Duration idle,
        Duration total) {

    /** The question to a robot's model. */
    public static Errand of(Robot robot, byte[] document, InetAddress address) {
        URI base = robot.upstream().url();
        boolean tls = base.getScheme().equals("https");
        int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        String path = base.getRawPath().replaceAll("/+$", "") + "/chat/completions";
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(document));
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, base.getPort() >= 0 ? base.getHost() + ":" + port : base.getHost());
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaderNames.ACCEPT, "application/json, text/event-stream");
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        headers.set(HttpHeaderNames.USER_AGENT, "jianhu");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, document.length);
        robot.upstream()
                .apiKey()
                .flatMap(Secret::reveal)
                .ifPresent(key -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key));
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
}
