package io.jianhu.anthropic;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Question;
import io.jianhu.wire.RequestWalk;
import io.jianhu.wire.Voice;

/** A Messages request. */
final class MessagesQuestion implements Question {

    private static final RequestWalk WALK = MessagesRequest::walk;

    private final JsonText json;
    private final Json.Members request;
    private final Raw raw;

    /** @param json of the answer */
    MessagesQuestion(JsonText json, Json.Members request, Raw raw) {
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
        return MessagesTongue.NAME;
    }

    @Override
    public Json.Members document(Exchange masked, String model) {
        return RequestWalk.naming(WALK.placed(request, raw, masked), model);
    }

    @Override
    public Json.Members chat(Json.Members document) throws BadQuestion {
        return MessagesToChat.request(json, document);
    }

    @Override
    public Voice voice() {
        Canned canned = new Canned(raw.id(), raw.shape().model());
        return raw.shape().stream()
                ? new MessagesStreamVoice(json, canned)
                : new DocumentVoice(json, new MessagesForm(json, canned));
    }
}
