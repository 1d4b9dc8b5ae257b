package io.jianhu.upstream;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads a model's responses; one whose length is told in two ways is malformed. */
final class StrictResponses extends HttpResponseDecoder {

    private static final HttpDecoderConfig RULES = new HttpDecoderConfig()
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16 << 10)
            .setMaxChunkSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true);

    StrictResponses() {
        super(RULES);
    }

    /** Nobody has asked for another protocol. */
    @Override
    protected boolean isSwitchingToNonHttp1Protocol(HttpResponse head) {
        return false;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new DecoderException("two lengths");
    }
}
