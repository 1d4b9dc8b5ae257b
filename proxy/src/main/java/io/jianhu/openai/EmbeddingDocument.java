package io.jianhu.openai;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Embeddings: one document of numbers, in which every string is read like any other that a model sends. */
final class EmbeddingDocument {

    static final String FORM = "embeddings";

    private EmbeddingDocument() {}

    static Part.Words read(Json.Members answer) throws MalformedAnswer {
        if (!(answer.get("data") instanceof Json.Items)) {
            throw MalformedAnswer.garbage();
        }
        Optional<Usage> usage = answer.has("usage")
                ? Optional.of(Usage.of(answer.members("usage"), "prompt_tokens", "completion_tokens"))
                : Optional.empty();
        Heard.Reading reading = Heard.read(
                FORM,
                EmbeddingDocument::walk,
                answer,
                (channel, text) -> Surrogates.mended(text),
                new Heard.Facts(Map.of(), usage, Map.of()));
        return reading.part(Set.of(), Set.of());
    }

    private static Json.Members walk(Json.Members answer, AnswerTexts texts) {
        Rest rest = new Rest(texts);
        Map<String, Json> kept = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : answer.map().entrySet()) {
            if (!Stamps.isOwn(member.getKey())) {
                rest.keep(0, kept, member);
            }
        }
        return new Json.Members(kept);
    }
}
