package io.jianhu.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What broke the way to a model, in bounded words. */
final class Faults {

    private static final Logger LOG = System.getLogger(Faults.class.getName());
    private static final Set<String> SICK = Set.of(
            "refused",
            "connect-timeout",
            "first-byte-timeout",
            "tls",
            "malformed",
            "garbage",
            "encoding",
            "cut",
            "unavailable",
            "refused-stream");

    private Faults() {}

    /** The word for a failure; one that is no fault of the model is logged as a bug. */
    static String word(Throwable cause) {
        if (cause instanceof DecoderException) {
            return cause.getCause() instanceof SSLException ? "tls" : "malformed";
        }
        if (cause instanceof Http2Exception) {
            return "malformed";
        }
        // Where, and never the message, which might quote the answer.
        LOG.log(Level.ERROR, "an answer broke: " + cause.getClass().getName() + Arrays.toString(cause.getStackTrace()));
        return "broken";
    }

    /** The word for a connection that could not be made. */
    static String unconnected(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
            return "connect-timeout";
        }
        if (cause instanceof Http2Exception) {
            return "malformed";
        }
        return cause instanceof SSLException || cause.getCause() instanceof SSLException ? "tls" : "refused";
    }

    /**
     * Whether a failure speaks against the endpoint, rather than against the question.
     *
     * @param status what the model answered, 0 for nothing
     */
    static boolean isSick(String word, int status) {
        return word.equals("status") ? status >= 500 : SICK.contains(word);
    }
}
