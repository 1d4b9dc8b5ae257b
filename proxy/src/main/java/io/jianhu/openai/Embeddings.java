package io.jianhu.openai;

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

/** OpenAI's embeddings: what is to be turned into numbers is masked, and not ruled upon, since nobody reads numbers. */
public final class Embeddings implements Dialect {

    private final JsonText questions;

    public Embeddings(Caps caps) {
        this.questions = new JsonText(caps.question(), false);
    }

    @Override
    public String name() {
        return "openai-embeddings";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        if (request.has("model") && request.text("model").isEmpty()) {
            throw Requests.invalid("model: not a string");
        }
        GatheredTexts texts = new GatheredTexts(arrival.media());
        EmbeddingRequest.walk(request, texts);
        Shape shape = new Shape(request.text("model").orElse(""), false, true, arrival.conversation());
        return new EmbeddingQuestion(questions, request, arrival.raw(shape, texts.messages()));
    }

    @Override
    public byte[] error(int status, String type, String code, String message) {
        return ErrorBody.of(questions, type, code, message);
    }
}
