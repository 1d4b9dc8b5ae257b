package io.jianhu.net;

/**
 * Why a request is refused before anybody reads it.
 *
 * @param status the HTTP status
 * @param reason a bounded word for the metric and the log, never anything the peer sent
 * @param expected what was expected, for the caller to read; may be empty
 */
record Rejection(int status, String reason, String expected) {

    Rejection(int status, String reason) {
        this(status, reason, "");
    }
}
