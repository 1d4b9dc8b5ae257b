package io.jianhu.openai;

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
import io.jianhu.wire.Mould;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Hears a chat completion that comes as server-sent events. */
final class ChatStreamEar implements Ear {

    private static final String DONE = "[DONE]";

    private final Completion kind;
    private final EventStream events;
    private final AnswerWalk walk;
    private final Halves halves = new Halves();
    private final Mould mould = new Mould();
    private final Set<Integer> open = new HashSet<>();
    private boolean completed;
    private boolean done;
    private String model = "";
    private String fingerprint = "";

    ChatStreamEar(Completion kind, EventStream events, Set<String> tools) {
        this.kind = kind;
        this.events = events;
        this.walk = ChatAnswer.walk(tools);
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        if (done) {
            return parts;
        }
        for (SseEvent event : events.read(bytes)) {
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
        Optional<Heard> recast = mould.read(event, halves);
        if (recast.isPresent()) {
            open.add(recast.get().passages().getFirst().channel().choice());
            return recast.get().part();
        }
        Json.Members document = document(event);
        Heard.Reading reading = read(document, halves::joined);
        Json.Members kept = reading.heard().document();
        if (model.isEmpty()) {
            model = ModelName.of(kept);
        }
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(document);
        }
        Set<Integer> ends = ChatAnswer.choices(kept, true);
        Set<Integer> choices = ChatAnswer.choices(kept, false);
        open.addAll(choices);
        open.removeAll(ends);
        completed |= !ends.isEmpty();
        if (ends.isEmpty() && choices.size() == 1) {
            mould.learn(event, reading, other -> read(document(other), (channel, text) -> text));
        }
        return reading.part(ends, Set.of());
    }

    private Json.Members document(SseEvent event) throws MalformedAnswer {
        Json.Members document = events.document(event);
        if (document.has("error") || event.event().equals("error")) {
            throw new MalformedAnswer("error");
        }
        if (!(document.get("choices") instanceof Json.Items)) {
            throw MalformedAnswer.garbage();
        }
        return document;
    }

    private Heard.Reading read(Json.Members document, BiFunction<Channel, String, String> sound)
            throws MalformedAnswer {
        return Heard.read(kind.streamed(), walk, document, sound, ChatFacts.of(document, "delta"));
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        events.end();
        if (!completed || !open.isEmpty()) {
            throw new MalformedAnswer("cut");
        }
        done = true;
        return List.of(Part.Last.UNSTAMPED);
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
