package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Hears an answer that comes as one JSON object: a stream of one part. */
public final class DocumentEar implements Ear {

    private final JsonText json;
    private final int cap;
    private final Understanding understanding;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Json.Members answer = Json.Members.NONE;
    private boolean taken;

    /** What a whole answer says in a tongue. */
    @FunctionalInterface
    public interface Understanding {
        Part.Words of(Json.Members answer) throws MalformedAnswer;
    }

    /** @param cap the most bytes of the answer */
    public DocumentEar(JsonText json, int cap, Understanding understanding) {
        this.json = json;
        this.cap = cap;
        this.understanding = understanding;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        if (received.size() + bytes.length > cap) {
            throw new MalformedAnswer("too-large");
        }
        received.writeBytes(bytes);
        return List.of();
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (taken) {
            return List.of();
        }
        taken = true;
        answer = whole();
        return List.of(understanding.of(answer), Part.Last.UNSTAMPED);
    }

    private Json.Members whole() throws MalformedAnswer {
        try {
            if (json.read(received.toByteArray()) instanceof Json.Members whole) {
                return whole;
            }
        } catch (MalformedJson malformed) {
            // Says no more than any other answer that is no object.
        }
        throw MalformedAnswer.garbage();
    }

    @Override
    public String model() {
        return ModelName.of(answer);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(answer);
    }
}
