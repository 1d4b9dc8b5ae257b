package io.jianhu.ollama;

import io.jianhu.chat.Shape;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.GatheredTexts;
import io.jianhu.wire.Question;
import io.jianhu.wire.Requests;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of Ollama's calls, as its clients speak it. An answer is a stream unless the request says otherwise. */
public final class OllamaDialect implements Dialect {

    private final Call call;
    private final JsonText questions;

    private OllamaDialect(Call call, Caps caps) {
        this.call = call;
        this.questions = new JsonText(caps.question(), false);
    }

    /** {@code api/chat} */
    public static OllamaDialect chat(Caps caps) {
        return new OllamaDialect(Call.CHAT, caps);
    }

    /** {@code api/generate} */
    public static OllamaDialect generate(Caps caps) {
        return new OllamaDialect(Call.GENERATE, caps);
    }

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        if (!Requests.isFlag(request, "stream")) {
            throw Requests.invalid("stream: not a boolean");
        }
        if (request.text("model").isEmpty()) {
            throw Requests.invalid("model: missing, or not a string");
        }
        String words = call == Call.CHAT ? "messages" : "prompt";
        if (!request.has(words) || (call == Call.CHAT && request.items(words).isEmpty())) {
            throw Requests.invalid(words + ": missing or empty");
        }
        GatheredTexts texts = new GatheredTexts(arrival.media());
        OllamaRequest.walk(call, request, texts);
        Shape shape = new Shape(
                request.text("model").orElse(""),
                OllamaRequest.isStream(request),
                request.has("format") && !request.text("format").orElse("json").isEmpty(),
                arrival.conversation());
        return new OllamaQuestion(call, questions, request, arrival.raw(shape, texts.messages()));
    }

    /** Ollama's errors have a message only; the code is added for programs. */
    @Override
    public byte[] error(int status, String type, String code, String message) {
        Map<String, Json> error = new LinkedHashMap<>();
        error.put("error", new Json.Text(message));
        error.put("code", new Json.Text(code));
        return questions.write(new Json.Members(error));
    }
}
