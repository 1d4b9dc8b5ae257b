package io.jianhu.flow;

import java.time.Duration;
import java.util.Optional;

/**
 * That a request cannot be answered, as an error of the caller's format. Cheap: it has no stack, and its text names no
 * word of the request.
 */
public final class Rejected extends Exception {

    private static final long serialVersionUID = 1;

    /** Nothing is wrong with a request; there is only too much. */
    static final String BUSY = "服务繁忙，请稍后再试 overloaded, try again soon";

    private final int status;
    private final String reason;
    private final String problem;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param status the HTTP status
     * @param reason a bounded word, such as {@code malformed-json}: the metric's label and the error's code
     * @param message for the calling programmer, without anything of the request's words
     */
    public Rejected(int status, String reason, String message) {
        this(status, reason, message, Optional.empty());
    }

    /** The same, with how long the caller ought to wait before it tries again. */
    Rejected(int status, String reason, String message, Duration retryAfter) {
        this(status, reason, message, Optional.of(Departures.clamp(retryAfter)));
    }

    private Rejected(int status, String reason, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
        this.status = status;
        this.reason = reason;
        this.problem = message;
    }

    /** What is wrong, for the calling programmer. */
    public String problem() {
        return problem;
    }

    /** How long the caller ought to wait before it tries again, in whole seconds; empty when nobody can tell. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
