package io.jianhu.wire;

import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAI's chat completions, as the official clients and the usual model servers speak them. */
public final class OpenAiChat implements Dialect {

    private final Caps caps;
    private final JsonText questions;
    private final JsonText events;
    private final JsonText answers;

    public OpenAiChat(Caps caps) {
        this.caps = caps;
        this.questions = new JsonText(caps.question(), false);
        this.events = new JsonText(caps.event(), true);
        this.answers = new JsonText(caps.answer(), true);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Question read(
            String requestId, RobotId robot, String client, Optional<String> conversation, byte[] body, Instant now)
            throws BadQuestion {
        Json document;
        try {
            document = questions.read(body);
        } catch (MalformedJson malformed) {
            throw new BadQuestion("malformed_json", "body: " + malformed.problem());
        }
        if (!(document instanceof Json.Members request)) {
            throw new BadQuestion("invalid_request", "body: not an object");
        }
        OpenAiShape.check(request);
        GatheredTexts texts = new GatheredTexts();
        OpenAiRequest.walk(request, texts);
        return new OpenAiQuestion(
                this,
                request,
                new Raw(requestId, robot, client, OpenAiShape.of(request, conversation), texts.messages(), now));
    }

    Reply reply(OpenAiQuestion question) {
        OpenAiCanned canned = question.canned();
        return question.raw().shape().stream()
                ? new OpenAiStream(events, new SseReader(caps.event()), canned)
                : new OpenAiDocument(answers, caps.answer(), canned);
    }

    byte[] write(Json request) {
        return questions.write(request);
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        Map<String, Json> error = new LinkedHashMap<>();
        error.put("message", new Json.Text(message));
        error.put("type", new Json.Text(type));
        error.put("param", Json.NULL);
        error.put("code", new Json.Text(code));
        return questions.write(new Json.Members(Map.of("error", new Json.Members(error))));
    }

    @Override
    public byte[] models(String model, long created, String owner) {
        Map<String, Json> entry = new LinkedHashMap<>();
        entry.put("id", new Json.Text(model));
        entry.put("object", new Json.Text("model"));
        entry.put("created", new Json.Literal(Long.toString(created)));
        entry.put("owned_by", new Json.Text(owner));
        Map<String, Json> list = new LinkedHashMap<>();
        list.put("object", new Json.Text("list"));
        list.put("data", new Json.Items(List.of(new Json.Members(entry))));
        return questions.write(new Json.Members(list));
    }
}
