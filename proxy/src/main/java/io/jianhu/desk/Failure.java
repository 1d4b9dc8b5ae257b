package io.jianhu.desk;

import io.jianhu.net.Page;

/** An error in the envelope that OpenAI's clients know. The words are the gateway's own and need no escaping. */
final class Failure {

    private Failure() {}

    static Page.Whole page(int status, String message, String type, String code) {
        return Page.json(
                status,
                "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"code\":\"" + code + "\"}}");
    }
}
