package io.jianhu.wire;

/**
 * One chat API as clients speak it. A dialect is stateless and may be shared; what belongs to one exchange is in its
 * {@link Question}.
 */
public interface Dialect {

    /** A bounded word for metrics: {@code openai}. */
    String name();

    /**
     * Reads a request, once and strictly.
     *
     * @param body the whole body, without content coding
     */
    Question read(Arrival arrival, byte[] body) throws BadQuestion;

    /**
     * An error in the caller's envelope.
     *
     * @param type the class of the error, such as {@code invalid_request_error}
     * @param code a bounded word, such as {@code unknown_key}
     * @param message for the caller; it quotes neither a citizen nor the upstream
     */
    byte[] error(int status, String type, String code, String message);
}
