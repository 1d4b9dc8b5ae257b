package io.jianhu.wire;

/**
 * A request that cannot be read. Its message tells what and where, and quotes nothing of the request. Stackless,
 * since a client can cause any number of them.
 */
public final class BadQuestion extends Exception {

    private static final long serialVersionUID = 1;

    private final String code;

    public BadQuestion(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The HTTP status, 400. */
    public int status() {
        return 400;
    }

    /** A bounded word: {@code malformed_json}, {@code invalid_request}, {@code unsupported_content}, {@code untranslatable}. */
    public String code() {
        return code;
    }

    /** What and where, for the caller. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
