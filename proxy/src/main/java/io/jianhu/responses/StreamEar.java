package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.SseEvent;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.Ear;
import io.jianhu.wire.EventStream;
import io.jianhu.wire.Fingerprint;
import io.jianhu.wire.Halves;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hears a response that comes as server-sent events. */
final class StreamEar implements Ear {

    static final String FORM = "responses-stream";
    static final Set<String> LAST = Set.of("response.completed", "response.incomplete");

    private static final String DONE = "[DONE]";
    private static final Set<String> ERRORS = Set.of("error", "response.failed", "response.cancelled");

    private final EventStream events;
    private final AnswerWalk walk;
    private final Halves halves = new Halves();
    private final Places places = new Places();
    private final Repeats repeats = new Repeats();
    private boolean done;
    private String model = "";
    private String fingerprint = "";

    StreamEar(EventStream events, ResponseWalk walk) {
        this.events = events;
        this.walk = walk.event();
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        if (done) {
            return parts;
        }
        for (SseEvent event : events.read(bytes)) {
            if (event.data().strip().equals(DONE)) {
                continue;
            }
            parts.add(words(event));
            if (done) {
                parts.add(Part.Last.UNSTAMPED);
                return parts;
            }
        }
        return parts;
    }

    private Part words(SseEvent event) throws MalformedAnswer {
        Json.Members told = events.document(event);
        String type = told.text("type").orElse("");
        Json.Members response = told.members("response");
        if (ERRORS.contains(type)
                || event.event().equals("error")
                || (type.isEmpty() && told.has("error"))
                || ResponseFacts.isError(response)) {
            throw new MalformedAnswer("error");
        }
        if (type.isEmpty()) {
            throw MalformedAnswer.garbage();
        }
        Json.Members document = places.numbered(told);
        boolean last = LAST.contains(type);
        boolean piece = type.endsWith(".delta") && Line.ofEvent(type).isPresent(); // tells of nothing else
        Heard.Reading reading = Heard.read(
                FORM,
                walk,
                piece ? document : repeats.unrepeated(walk, document),
                halves::joined,
                last ? ResponseFacts.of(document.members("response")) : ResponseFacts.ofEvent(document));
        repeats.hear(reading.heard().passages());
        Set<Channel> closes = repeats.completed(document);
        if (model.isEmpty()) {
            model = ModelName.of(response);
        }
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(response);
        }
        done = last;
        return reading.part(last ? Set.of(0) : Set.of(), closes);
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        events.end();
        throw new MalformedAnswer("cut");
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
