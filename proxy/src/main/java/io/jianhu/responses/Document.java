package io.jianhu.responses;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import java.util.Set;

/** A response that comes as one document. */
final class Document {

    static final String FORM = "responses-document";

    private static final Set<String> UNFINISHED = Set.of("queued", "in_progress");

    private Document() {}

    static Part.Words read(ResponseWalk walk, Json.Members response) throws MalformedAnswer {
        if (ResponseFacts.isError(response)) {
            throw new MalformedAnswer("error");
        }
        if (!(response.get("output") instanceof Json.Items)) {
            throw MalformedAnswer.garbage();
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
        return reading.part(Set.of(0), Set.of());
    }
}
