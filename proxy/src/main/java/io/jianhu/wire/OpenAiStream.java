package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A chat completion that comes as server-sent events. */
final class OpenAiStream implements Reply {

    private static final String DONE = "[DONE]";

    private final JsonText json;
    private final SseReader reader;
    private final OpenAiCanned canned;
    private final OpenAiStreamWriter writer;
    private final OpenAiCalls calls = new OpenAiCalls();
    private final Map<Channel, Character> halves = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private boolean completed;
    private boolean done;
    private String model = "";
    private String fingerprint = "";

    OpenAiStream(JsonText json, SseReader reader, OpenAiCanned canned) {
        this.json = json;
        this.reader = reader;
        this.canned = canned;
        this.writer = new OpenAiStreamWriter(json, canned, calls);
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        if (done) {
            return parts;
        }
        List<SseEvent> events;
        try {
            events = reader.read(bytes);
        } catch (MalformedEvents malformed) {
            throw OpenAiAnswer.garbage();
        }
        for (SseEvent event : events) {
            if (event.data().strip().equals(DONE)) {
                done = true;
                parts.add(Part.Last.UNSTAMPED);
                return parts;
            }
            parts.add(words(event));
        }
        return parts;
    }

    private Part words(SseEvent event) throws MalformedAnswer {
        Json value;
        try {
            value = json.read(event.data());
        } catch (MalformedJson malformed) {
            throw OpenAiAnswer.garbage();
        }
        if (!(value instanceof Json.Members document)) {
            throw OpenAiAnswer.garbage();
        }
        if (document.has("error") || event.event().equals("error")) {
            throw new MalformedAnswer("error");
        }
        if (!(document.get("choices") instanceof Json.Items)) {
            throw OpenAiAnswer.garbage();
        }
        Part.Words words = OpenAiEvent.read(document, canned.tools(), this::sound);
        Json.Members harmless = OpenAiEvent.of(words).document();
        writer.begin(harmless);
        calls.read(harmless);
        if (model.isEmpty()) {
            model = harmless.text("model").filter(name -> name.length() <= 128).orElse("");
        }
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(document);
        }
        open.addAll(OpenAiAnswer.choices(harmless, false));
        open.removeAll(words.ends());
        completed |= !words.ends().isEmpty();
        return words;
    }

    /** Joins a surrogate pair that the model cut over two events. */
    private String sound(Channel channel, String text) {
        Character half = halves.remove(channel);
        String whole = half == null ? text : half + text;
        if (!whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1))) {
            halves.put(channel, whole.charAt(whole.length() - 1));
            whole = whole.substring(0, whole.length() - 1);
        }
        return Surrogates.mended(whole);
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        if (!completed || !open.isEmpty()) {
            throw new MalformedAnswer("cut");
        }
        done = true;
        return List.of(Part.Last.UNSTAMPED);
    }

    @Override
    public byte[] write(Part part) {
        return writer.write(part);
    }

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
