package io.jianhu.openai;

import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.GatheredTexts;
import io.jianhu.wire.Question;
import io.jianhu.wire.Requests;
import java.time.Instant;
import java.util.Optional;

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
    public Question read(
            String requestId, RobotId robot, String client, Optional<String> conversation, byte[] body, Instant now)
            throws BadQuestion {
        Json.Members request = Requests.read(questions, body);
        ChatShape.checkFlags(request);
        boolean empty = request.get("prompt") instanceof Json.Items prompts
                && prompts.list().isEmpty();
        if (!request.has("prompt") || empty) {
            throw Requests.invalid("prompt: missing or empty (expected: a string)");
        }
        if (Requests.isTrue(request, "echo")) {
            throw Requests.invalid("echo: not supported (expected: false)");
        }
        GatheredTexts texts = new GatheredTexts();
        TextRequest.walk(request, texts);
        return new CompletionQuestion(
                Completion.TEXT,
                questions,
                request,
                new Raw(requestId, robot, client, ChatShape.of(request, conversation), texts.messages(), now));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.of(questions, type, code, message);
    }
}
