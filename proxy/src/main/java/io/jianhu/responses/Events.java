package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Count;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The events of a stream as bytes, numbered in the order in which they leave. The first carries the label, beside the
 * response and, for clients that keep only that, in it.
 */
final class Events {

    private static final String NUMBER = "sequence_number";

    private final JsonText json;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Map<String, String> label = Map.of();
    private long next;
    private boolean begun;

    Events(JsonText json) {
        this.json = json;
    }

    void label(Map<String, String> aigc) {
        label = aigc;
    }

    /** An event of the model's server, which has a number if its server numbers them. */
    void pass(Json.Members event) {
        if (!begun) {
            next = Count.of(event.get(NUMBER), 9).orElse(next);
        }
        long number = next++;
        write(event.has(NUMBER) ? event.with(NUMBER, Envelope.number(number)) : event);
    }

    /** An event that is made here. */
    void add(Map<String, Json> event) {
        event.put(NUMBER, Envelope.number(next++));
        write(new Json.Members(event));
    }

    private void write(Json.Members event) {
        begun = true;
        Json.Members labelled = Stamps.label(event, label);
        if (event.get("response") instanceof Json.Members response) {
            labelled = labelled.with("response", Stamps.label(response, label));
        }
        label = Map.of();
        String type = event.text("type").filter(Rest::isName).orElse(""); // or it could be lines of its own
        bytes.writeBytes(("event: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(json.write(labelled));
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    }

    /** What was written since this was asked last. */
    byte[] taken() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
