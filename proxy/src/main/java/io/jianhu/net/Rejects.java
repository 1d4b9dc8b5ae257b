package io.jianhu.net;

import io.netty.handler.codec.http2.Http2Error;
import java.util.Set;
import java.util.TreeSet;

/** Counts what is turned away before anybody reads it, for what it is or because there is too much. */
@FunctionalInterface
public interface Rejects {

    /** Every reason for which something is rejected. */
    Set<String> REJECTED = reasons();

    /** Every reason for which this room turns something away because of load. */
    Set<String> SHED = Set.of("connections", "memory", "exchanges", "bodies");

    /**
     * Counts one rejection.
     *
     * @param reason a bounded word
     */
    void rejected(String reason);

    /**
     * Counts a request that is turned away because of load.
     *
     * @param reason a bounded word
     */
    default void shed(String reason) {
        rejected(reason);
    }

    private static Set<String> reasons() {
        Set<String> reasons = new TreeSet<>(Set.of(
                "authorization",
                "body",
                "body-pace",
                "body-size",
                "body-timeout",
                "content-encoding",
                "expect",
                "head-size",
                "head-timeout",
                "header-name",
                "headers",
                "host",
                "malformed",
                "method",
                "proxy-protocol",
                "stall",
                "target",
                "tls",
                "trailers",
                "transfer-encoding",
                "untrusted-proxy",
                "version"));
        reasons.addAll(FrameBudget.words());
        for (Http2Error error : Http2Error.values()) {
            reasons.add(StrictFrames.word(error));
        }
        return Set.copyOf(reasons);
    }
}
