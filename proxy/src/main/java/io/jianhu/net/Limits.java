package io.jianhu.net;

import java.time.Duration;

/**
 * What a listener accepts of a peer.
 *
 * @param body the most bytes of a request's body
 * @param headers the most bytes of a request's head
 * @param headTime how long a head may take, from the first byte of the connection or of the next request
 * @param bodyTime how long a body may take
 * @param idle how long a kept connection may rest between requests
 * @param exchanges how many exchanges may run at once; more are refused with 503
 */
public record Limits(int body, int headers, Duration headTime, Duration bodyTime, Duration idle, int exchanges) {

    public static final Limits DEFAULT = new Limits(
            1 << 20, 16 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 20_000);
}
