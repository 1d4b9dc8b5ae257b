package io.jianhu.anthropic;

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
    public Question read(
            String requestId, RobotId robot, String client, Optional<String> conversation, byte[] body, Instant now)
            throws BadQuestion {
        Json.Members request = Requests.read(questions, body);
        MessagesShape.check(request);
        GatheredTexts texts = new GatheredTexts();
        MessagesRequest.walk(request, texts);
        return new MessagesQuestion(
                answers,
                request,
                new Raw(requestId, robot, client, MessagesShape.of(request, conversation), texts.messages(), now));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.body(questions, status, code, message);
    }
}
