package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;

/** A request that was read: its words, and the document they stand in. */
public interface Question {

    Raw raw();

    /**
     * The request for the model: the same document with the texts of the exchange in place of the citizen's, without
     * what would let a supplier tell citizens apart.
     *
     * @param masked made from {@link #raw()}: the same messages with the same number of texts
     * @param model the model to ask for, or empty for the one that the client named
     */
    byte[] write(Exchange masked, String model);

    /** A fresh reply in the form that the request asked for: a stream of events, or one document. */
    Reply reply();
}
