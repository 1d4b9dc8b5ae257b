package io.jianhu.flow;

/**
 * That a request cannot be answered, as an error of the caller's format. Cheap: it has no stack, and its text names no
 * word of the request.
 */
public final class Rejected extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;
    private final String problem;

    /**
     * @param status the HTTP status
     * @param reason a bounded word, such as {@code malformed-json}: the metric's label and the error's code
     * @param message for the calling programmer, without anything of the request's words
     */
    public Rejected(int status, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.problem = message;
    }

    /** What is wrong, for the calling programmer. */
    public String problem() {
        return problem;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
