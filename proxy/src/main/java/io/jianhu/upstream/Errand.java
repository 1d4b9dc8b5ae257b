package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.jianhu.robot.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What to ask a model, and at which of its addresses.
 *
 * @param request a new one, of which the client has written nothing but the masked document
 */
record Errand(Pool.Target target, FullHttpRequest request, Robot.Timeouts timeouts) {

    /** The dialect whose servers want their key, and the version of their API, in headers of their own. */
    private static final String ANTHROPIC = "anthropic";

    private static final String VERSION = "2023-06-01";

    /** The question to a robot's model. */
    static Errand of(Robot robot, Robot.Endpoint endpoint, Letter letter) {
        String path = letter.under(endpoint.url().getRawPath());
        FullHttpRequest request =
                request(HttpMethod.POST, robot, endpoint, path, Unpooled.wrappedBuffer(letter.body()));
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaderNames.ACCEPT, "application/json, text/event-stream, application/x-ndjson");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, letter.body().length);
        return new Errand(target(robot, endpoint), request, robot.upstream().timeouts());
    }

    /** The question whether an endpoint is well. */
    static Errand probe(Robot robot, Robot.Endpoint endpoint, Robot.Probe probe, Duration patience) {
        Robot.Timeouts usual = robot.upstream().timeouts();
        return new Errand(
                target(robot, endpoint),
                request(HttpMethod.GET, robot, endpoint, probe.path(), Unpooled.EMPTY_BUFFER),
                new Robot.Timeouts(usual.connect(), patience, patience, patience));
    }

    private static FullHttpRequest request(
            HttpMethod method, Robot robot, Robot.Endpoint endpoint, String path, ByteBuf body) {
        URI base = endpoint.url();
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, body);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, base.getPort() >= 0 ? base.getHost() + ":" + base.getPort() : base.getHost());
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        headers.set(HttpHeaderNames.USER_AGENT, "jianhu");
        Optional<String> key = endpoint.apiKey().flatMap(Secret::reveal);
        if (robot.upstream().dialect().equals(ANTHROPIC)) {
            headers.set("anthropic-version", VERSION);
            key.ifPresent(value -> headers.set("x-api-key", value));
        } else {
            key.ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + value));
        }
        return request;
    }

    private static Pool.Target target(Robot robot, Robot.Endpoint endpoint) {
        URI base = endpoint.url();
        boolean tls = base.getScheme().equalsIgnoreCase("https");
        int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        Robot.Upstream upstream = robot.upstream();
        return new Pool.Target(base.getHost(), port, tls, upstream.authority(), upstream.http());
    }
}
