package io.jianhu.net;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;

/** A client that sends more frames of a kind than it can need, or takes too long for one; ends the connection. */
final class Flood extends Http2Exception {

    private static final long serialVersionUID = 1L;

    private final String word;

    Flood(String word) {
        super(Http2Error.ENHANCE_YOUR_CALM, word, ShutdownHint.HARD_SHUTDOWN);
        this.word = word;
    }

    /** A bounded word. */
    String word() {
        return word;
    }

    /** It is no bug, and costs little. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
