package io.jianhu.wire;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedEvents;
import io.jianhu.frame.MalformedJson;
import io.jianhu.frame.SseEvent;
import io.jianhu.frame.SseReader;
import java.util.List;

/** The server-sent events of an answer, each of which bears one JSON object. What is none is garbage. */
public final class EventStream {

    private final JsonText json;
    private final SseReader reader;

    /** @param cap the most bytes of one event */
    public EventStream(JsonText json, int cap) {
        this.json = json;
        this.reader = new SseReader(cap);
    }

    /** Those that these bytes complete. */
    public List<SseEvent> read(byte[] bytes) throws MalformedAnswer {
        try {
            return reader.read(bytes);
        } catch (MalformedEvents malformed) {
            throw MalformedAnswer.garbage();
        }
    }

    /** What an event bears. */
    public Json.Members document(SseEvent event) throws MalformedAnswer {
        try {
            if (json.read(event.data()) instanceof Json.Members document) {
                return document;
            }
        } catch (MalformedJson malformed) {
            // Says no more than any other event that bears no object.
        }
        throw MalformedAnswer.garbage();
    }

    /** No more bytes come. */
    public void end() throws MalformedAnswer {
        try {
            reader.end();
        } catch (MalformedEvents malformed) {
            throw MalformedAnswer.garbage();
        }
    }
}
