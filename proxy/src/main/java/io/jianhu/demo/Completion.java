package io.jianhu.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat completion as a model server writes it: one document, or the events of a stream. */
record Completion(String id, long created, Asked asked, String answer, List<String> pieces) {

    private static final JsonFactory JSON = new JsonFactory();

    byte[] document() throws IOException {
        return json("chat.completion", generator -> {
            choice(generator, "message", "assistant", answer, "stop");
            usage(generator);
        });
    }

    /** Each event with its blank line; {@code [DONE]} is the last. */
    List<byte[]> events() throws IOException {
        List<byte[]> events = new ArrayList<>();
        events.add(event(generator -> choice(generator, "delta", "assistant", "", null)));
        for (String piece : pieces) {
            events.add(event(generator -> choice(generator, "delta", null, piece, null)));
        }
        events.add(event(generator -> choice(generator, "delta", null, null, "stop")));
        if (asked.usage()) {
            events.add(event(generator -> {
                generator.writeArrayFieldStart("choices");
                generator.writeEndArray();
                usage(generator);
            }));
        }
        events.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        return events;
    }

    private byte[] event(Body body) throws IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes("data: ".getBytes(StandardCharsets.UTF_8));
        event.writeBytes(json("chat.completion.chunk", body));
        event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }

    private byte[] json(String object, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeStringField("id", id);
            generator.writeStringField("object", object);
            generator.writeNumberField("created", created);
            generator.writeStringField("model", asked.model());
            body.write(generator);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void choice(
            JsonGenerator generator,
            String field,
            @Nullable String role,
            @Nullable String content,
            @Nullable String reason)
            throws IOException {
        generator.writeArrayFieldStart("choices");
        generator.writeStartObject();
        generator.writeNumberField("index", 0);
        generator.writeObjectFieldStart(field);
        if (role != null) {
            generator.writeStringField("role", role);
        }
        if (content != null) {
            generator.writeStringField("content", content);
        }
        generator.writeEndObject();
        generator.writeStringField("finish_reason", reason);
        generator.writeEndObject();
        generator.writeEndArray();
    }

    private void usage(JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart("usage");
        generator.writeNumberField("prompt_tokens", asked.question().length());
        generator.writeNumberField("completion_tokens", answer.length());
        generator.writeNumberField("total_tokens", asked.question().length() + answer.length());
        generator.writeEndObject();
    }

    private interface Body {
        void write(JsonGenerator generator) throws IOException;
    }
}
