package io.jianhu.wire;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import java.io.ByteArrayOutputStream;

/** Gathers an answer that comes as one JSON object. Used by one thread, once. */
public final class WholeDocument {

    private final JsonText json;
    private final int cap;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean taken;

    /** @param cap the most bytes of it */
    public WholeDocument(JsonText json, int cap) {
        this.json = json;
        this.cap = cap;
    }

    public void read(byte[] bytes) throws MalformedAnswer {
        if (received.size() + bytes.length > cap) {
            throw new MalformedAnswer("too-large");
        }
        received.writeBytes(bytes);
    }

    public boolean isTaken() {
        return taken;
    }

    /** The object, once, when all bytes have come. */
    public Json.Members take() throws MalformedAnswer {
        taken = true;
        try {
            if (json.read(received.toByteArray()) instanceof Json.Members answer) {
                return answer;
            }
        } catch (MalformedJson malformed) {
            // Says no more than any other answer that is no object.
        }
        throw new MalformedAnswer("garbage");
    }
}
