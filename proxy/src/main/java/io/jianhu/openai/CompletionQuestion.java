package io.jianhu.openai;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Question;
import io.jianhu.wire.RequestWalk;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Voice;

/** A request for a completion. */
final class CompletionQuestion implements Question {

    private final Completion kind;
    private final JsonText json;
    private final Json.Members request;
    private final Raw raw;

    CompletionQuestion(Completion kind, JsonText json, Json.Members request, Raw raw) {
        this.kind = kind;
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
        return kind.tongue();
    }

    @Override
    public Json.Members document(Exchange masked, String model) {
        return RequestWalk.naming(kind.walk().placed(request, raw, masked), model);
    }

    @Override
    public Json.Members chat(Json.Members document) throws BadQuestion {
        return switch (kind) {
            case CHAT -> document;
            case TEXT -> TextRequest.chat(document);
        };
    }

    @Override
    public Voice voice() {
        Canned canned = new Canned(
                raw.id(),
                raw.shape().model(),
                raw.askedAt().getEpochSecond(),
                ChatShape.choices(request),
                Requests.isTrue(request.members("stream_options"), "include_usage"));
        return raw.shape().stream()
                ? new ChatStreamVoice(kind, json, canned)
                : new DocumentVoice(json, new ChatForm(kind, canned));
    }
}
