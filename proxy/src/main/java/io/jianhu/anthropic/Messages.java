package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.GatheredTexts;
import io.jianhu.wire.Question;
import io.jianhu.wire.Requests;

/** Anthropic's Messages, as the official clients speak it. */
public final class Messages implements Dialect {

    private final JsonText questions;
    private final JsonText answers;

    public Messages(Caps caps) {
        this.questions = new JsonText(caps.question(), false);
        this.answers = new JsonText(caps.answer(), true);
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        MessagesShape.check(request);
        GatheredTexts texts = new GatheredTexts(arrival.media());
        MessagesRequest.walk(request, texts);
        return new MessagesQuestion(
                answers, request, arrival.raw(MessagesShape.of(request, arrival.conversation()), texts.messages()));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.body(questions, status, code, message);
    }
}
