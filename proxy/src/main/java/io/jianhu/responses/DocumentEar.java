package io.jianhu.responses;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Fingerprint;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.WholeDocument;
import java.util.List;
import java.util.Set;

/** Hears a response that comes as one document: a stream of one part. */
final class DocumentEar implements Ear {

    static final String FORM = "responses-document";

    private static final Set<String> UNFINISHED = Set.of("queued", "in_progress");

    private final WholeDocument document;
    private final ResponseWalk walk;
    private String model = "";
    private String fingerprint = "";

    DocumentEar(JsonText json, int cap, ResponseWalk walk) {
        this.document = new WholeDocument(json, cap);
        this.walk = walk;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        document.read(bytes);
        return List.of();
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (document.isTaken()) {
            return List.of();
        }
        Json.Members response = document.take();
        if (ResponseFacts.isError(response)) {
            throw new MalformedAnswer("error");
        }
        if (!(response.get("output") instanceof Json.Items)) {
            throw new MalformedAnswer("garbage");
        }
        if (UNFINISHED.contains(response.text("status").orElse(""))) {
            throw new MalformedAnswer("cut");
        }
        Heard.Reading reading = Heard.read(
                FORM,
                walk.document(),
                response,
                (channel, text) -> Surrogates.mended(text),
                ResponseFacts.of(response));
        model = ResponseFacts.model(response);
        fingerprint = Fingerprint.of(response);
        return List.of(reading.part(Set.of(0), Set.of()), Part.Last.UNSTAMPED);
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
