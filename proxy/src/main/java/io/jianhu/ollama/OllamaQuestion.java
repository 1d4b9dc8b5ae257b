package io.jianhu.ollama;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Question;
import io.jianhu.wire.RequestWalk;
import io.jianhu.wire.Voice;

/** A request to chat or to generate. */
final class OllamaQuestion implements Question {

    private final Call call;
    private final JsonText json;
    private final Json.Members request;
    private final Raw raw;

    OllamaQuestion(Call call, JsonText json, Json.Members request, Raw raw) {
        this.call = call;
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
        return call.tongue();
    }

    @Override
    public Json.Members document(Exchange masked, String model) {
        RequestWalk walk = (document, texts) -> OllamaRequest.walk(call, document, texts);
        return RequestWalk.naming(walk.placed(request, raw, masked), model);
    }

    @Override
    public Json.Members chat(Json.Members document) throws BadQuestion {
        return new ToChat(json).chat(call, document);
    }

    @Override
    public Voice voice() {
        OllamaVoice.Head head = new OllamaVoice.Head(raw.shape().model(), raw.askedAt());
        return new OllamaVoice(call, json, head, raw.shape().stream());
    }
}
