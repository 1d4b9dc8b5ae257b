package io.jianhu.openai;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Usage;
import io.jianhu.wire.WholeDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hears embeddings: one document of numbers, in which every string is read like any other that a model sends. */
final class EmbeddingEar implements Ear {

    static final String FORM = "embeddings";

    private final WholeDocument document;
    private Json.Members answered = Json.Members.NONE;

    EmbeddingEar(JsonText json, int cap) {
        this.document = new WholeDocument(json, cap);
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
        Json.Members answer = document.take();
        if (!(answer.get("data") instanceof Json.Items)) {
            throw ChatAnswer.garbage();
        }
        Optional<Usage> usage = answer.has("usage")
                ? Optional.of(Usage.of(answer.members("usage"), "prompt_tokens", "completion_tokens"))
                : Optional.empty();
        Heard.Reading reading = Heard.read(
                FORM,
                EmbeddingEar::walk,
                answer,
                (channel, text) -> Surrogates.mended(text),
                new Heard.Facts(Map.of(), usage, Map.of()));
        answered = reading.heard().document();
        return List.of(reading.part(Set.of(), Set.of()), Part.Last.UNSTAMPED);
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

    @Override
    public String model() {
        return ChatFacts.model(answered);
    }

    @Override
    public String fingerprint() {
        return "";
    }
}
