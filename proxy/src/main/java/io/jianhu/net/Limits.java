package io.jianhu.net;

import java.time.Duration;

/**
 * What a listener accepts of a peer.
 *
 * @param body the most bytes of a request's body
 * @param headers the most bytes of a request's head
 * @param headTime how long a head may take, from the beginning of the connection or from its own first byte
 * @param bodyTime how long a body may take
 * @param idle how long a kept connection may rest until the next request begins
 * @param stall how long a client may take nothing of an answer that waits for it
 * @param exchanges how many exchanges may run at once; more are refused with 503
 * @param pace how fast a body must come
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
        Pace pace,
        long bodies,
        int connections) {

    public static final Limits DEFAULT = new Limits(
            1 << 20,
            16 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            20_000);

    /** With the usual pace, and as many connections as the process can bear. */
    public Limits(
            int body, int headers, Duration headTime, Duration bodyTime, Duration idle, Duration stall, int exchanges) {
        this(
                body,
                headers,
                headTime,
                bodyTime,
                idle,
                stall,
                exchanges,
                Pace.USUAL,
                Long.MAX_VALUE,
                OpenFiles.forConnections());
    }

    /** The same for so many connections. */
    public Limits withConnections(int most) {
        return new Limits(body, headers, headTime, bodyTime, idle, stall, exchanges, pace, bodies, most);
    }

    /**
     * The least average pace of a body.
     *
     * @param bytesPerSecond greater than 0
     * @param grace from when on it is looked at
     */
    public record Pace(int bytesPerSecond, Duration grace) {

        public static final Pace USUAL = new Pace(240, Duration.ofSeconds(5));

        /** How long a body may have taken of which so many bytes have come. */
        Duration allowed(int bytes) {
            return grace.plusNanos(bytes * 1_000_000_000L / bytesPerSecond);
        }
    }
}
