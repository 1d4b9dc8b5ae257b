package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.GatheredTexts;
import io.jianhu.wire.Question;
import io.jianhu.wire.Requests;

/** OpenAI's chat completions, as the official clients speak them. */
public final class ChatCompletions implements Dialect {

    private final JsonText questions;

    public ChatCompletions(Caps caps) {
        this.questions = new JsonText(caps.question(), false);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        ChatShape.check(request);
        GatheredTexts texts = new GatheredTexts(arrival.media());
        ChatRequest.walk(request, texts);
        return new CompletionQuestion(
                Completion.CHAT,
                questions,
                request,
                arrival.raw(ChatShape.of(request, arrival.conversation()), texts.messages()));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.of(questions, type, code, message);
    }
}
