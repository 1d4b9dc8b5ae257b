package io.jianhu.openai;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Question;
import io.jianhu.wire.RequestWalk;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Voice;

/** A request for embeddings. */
final class EmbeddingQuestion implements Question {

    private static final RequestWalk WALK = EmbeddingRequest::walk;

    private final JsonText json;
    private final Json.Members request;
    private final Raw raw;

    EmbeddingQuestion(JsonText json, Json.Members request, Raw raw) {
        this.json = json;
        this.request = request;
        this.raw = raw;
    }

    @Override
    public Raw raw() {
        return raw;
    }

    @Override
    public String tongue() {
        return EmbeddingTongue.NAME;
    }

    @Override
    public Json.Members document(Exchange masked, String model) {
        Json.Members walked = WALK.placed(request, raw, masked);
        return request.has("model") ? walked : RequestWalk.naming(walked, model);
    }

    @Override
    public Json.Members chat(Json.Members document) throws BadQuestion {
        throw Requests.untranslatable("embeddings");
    }

    @Override
    public Voice voice() {
        return new EmbeddingVoice(json, raw.shape().model());
    }
}
