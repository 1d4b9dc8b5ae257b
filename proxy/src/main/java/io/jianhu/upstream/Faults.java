package io.jianhu.upstream;

import io.netty.handler.codec.DecoderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/** What broke the way to a model, in bounded words. */
public final class Faults {

    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    /** The word for a failure; one that is no fault of the model is logged as a bug. */
    public static String word(Throwable cause) {
        if (cause instanceof DecoderException) {
            return cause.getCause() instanceof SSLException ? "tls" : "malformed";
        }
        // Where, and never the message, which might quote the answer.
        LOG.log(Level.ERROR, "an answer broke: " + cause.getClass().getName() + Arrays.toString(cause.getStackTrace()));
        return "broken";
    }
}
