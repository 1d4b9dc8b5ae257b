package io.jianhu.wire;

import io.jianhu.frame.Json;

/** One chat API as a model's server speaks it. Stateless. */
public interface Tongue {

    /** A bounded word, such as {@code chat}. */
    String name();

    /** Where requests go, behind the server's address: {@code /chat/completions}. */
    String path();

    /**
     * A chat completion's request in this tongue.
     *
     * @throws BadQuestion with code {@code untranslatable} when this tongue cannot say it
     */
    Json.Members fromChat(Json.Members request) throws BadQuestion;

    /**
     * A fresh ear for the answer to a request.
     *
     * @param request in this tongue, as it is sent
     */
    Ear ear(Json.Members request);

    /** The bytes of a request. */
    byte[] write(Json.Members request);
}
