package io.jianhu.net;

import java.time.Duration;

/**
 * What a listener accepts of a peer.
 *
 * @param body the most bytes of a request's body
 * @param headers the most bytes of a request's head
 * @param headTime how long a head may take, from the beginning of the connection
 * @param bodyTime how long a body may take
 * @param idle how long a kept connection may rest until the head of the next request has come
 * @param stall how long a client may take nothing of an answer that waits for it
 * @param exchanges how many exchanges may run at once; more are refused with 503
 * @param bodies how many bytes of all bodies may be in the house at once; more are refused with 503
 * @param connections how many connections may be open at once; more are closed at once
 */
public record Limits(
        int body,
        int headers,
        Duration headTime,
        Duration bodyTime,
        Duration idle,
        Duration stall,
        int exchanges,
        long bodies,
        int connections) {

    /** The same for a listener with fewer or more connections. */
    public Limits withConnections(int other) {
        return new Limits(body, headers, headTime, bodyTime, idle, stall, exchanges, bodies, other);
    }

    /** With no limit but on single bodies and on exchanges. */
    public Limits(
            int body, int headers, Duration headTime, Duration bodyTime, Duration idle, Duration stall, int exchanges) {
        this(body, headers, headTime, bodyTime, idle, stall, exchanges, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    public static final Limits DEFAULT = new Limits(
            1 << 20,
            16 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            20_000);
}
