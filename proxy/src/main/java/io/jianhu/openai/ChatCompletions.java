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
    public Question read(
            String requestId, RobotId robot, String client, Optional<String> conversation, byte[] body, Instant now)
            throws BadQuestion {
        Json.Members request = Requests.read(questions, body);
        ChatShape.check(request);
        GatheredTexts texts = new GatheredTexts();
        ChatRequest.walk(request, texts);
        return new CompletionQuestion(
                Completion.CHAT,
                questions,
                request,
                new Raw(requestId, robot, client, ChatShape.of(request, conversation), texts.messages(), now));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.of(questions, type, code, message);
    }
}
