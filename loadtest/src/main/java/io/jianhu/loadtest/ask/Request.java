package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Scan;

/** The bodies of requests in OpenAI's format, as UTF-8. */
public final class Request {

    private Request() {}

    /** One question, to whatever model there is. */
    public static byte[] of(String question, boolean stream) {
        return of(Target.ANY_MODEL, question, stream);
    }

    /** One question to a model of this name. */
    static byte[] of(String model, String question, boolean stream) {
        return of(model, stream, Script.user(question));
    }

    /** @param messages with commas between them, without the brackets around them; JSON */
    static byte[] of(String model, boolean stream, String messages) {
        return Scan.utf8(
                "{\"model\":\"" + model + "\",\"messages\":[" + messages + "]" + (stream ? ",\"stream\":true}" : "}"));
    }
}
