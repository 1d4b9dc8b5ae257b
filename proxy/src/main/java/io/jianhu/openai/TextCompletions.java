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

/** OpenAI's legacy completions. */
public final class TextCompletions implements Dialect {

    private final JsonText questions;

    public TextCompletions(Caps caps) {
        this.questions = new JsonText(caps.question(), false);
    }

    @Override
    public String name() {
        return "openai-completions";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        ChatShape.checkFlags(request);
        boolean empty = request.get("prompt") instanceof Json.Items prompts
                && prompts.list().isEmpty();
        if (!request.has("prompt") || empty) {
            throw Requests.invalid("prompt: missing or empty (expected: a string)");
        }
        if (Requests.isTrue(request, "echo")) {
            throw Requests.invalid("echo: not supported (expected: false)");
        }
        GatheredTexts texts = new GatheredTexts(arrival.media());
        TextRequest.walk(request, texts);
        return new CompletionQuestion(
                Completion.TEXT,
                questions,
                request,
                arrival.raw(ChatShape.of(request, arrival.conversation()), texts.messages()));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.of(questions, type, code, message);
    }
}
