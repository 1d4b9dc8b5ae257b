package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;

/** A request that was read: its words, and the document they stand in. */
public interface Question {

    Raw raw();

    /** The name of the {@link Tongue} in which the request is written. */
    String tongue();

    /**
     * The request in its own tongue: the same document with the texts of the exchange in place of the citizen's, without
     * what would let a supplier tell citizens apart.
     *
     * @param masked made from {@link #raw()}: the same messages with the same number of texts
     * @param model the model to ask for, or empty for the one that the client named
     */
    Json.Members document(Exchange masked, String model);

    /**
     * The same request as a chat completion, the tongue that every other is translated from and to.
     *
     * @param document from {@link #document}
     * @throws BadQuestion with code {@code untranslatable} when a chat completion cannot say it
     */
    Json.Members chat(Json.Members document) throws BadQuestion;

    /** A fresh voice in the form that the request asked for: a stream of events, or one document. */
    Voice voice();
}
