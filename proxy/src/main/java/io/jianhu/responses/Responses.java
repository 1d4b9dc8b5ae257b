package io.jianhu.responses;

import com.github.benmanes.caffeine.cache.Ticker;
import io.jianhu.chat.Raw;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAI's Responses, as the official clients speak them. Where the history stays with the model's server, it is
 * remembered here which conversation a response belongs to: see {@link Chains}.
 */
public final class Responses implements Dialect {

    private final JsonText questions;
    private final Chains chains;

    public Responses(Caps caps) {
        this(caps, Ticker.systemTicker());
    }

    /** @param ticker tells how long ago something was remembered */
    public Responses(Caps caps, Ticker ticker) {
        this.questions = new JsonText(caps.question(), false);
        this.chains = new Chains(ticker);
    }

    @Override
    public String name() {
        return "responses";
    }

    @Override
    public Question read(Arrival arrival, byte[] body) throws BadQuestion {
        Json.Members request = Requests.read(questions, body, arrival.media());
        ResponsesShape.check(request);
        GatheredTexts texts = new GatheredTexts(arrival.media());
        ResponsesRequest.walk(request, texts);
        Optional<Chains.Link> link = request.text("previous_response_id")
                .or(() -> ResponsesShape.kept(request))
                .flatMap(id -> chains.of(arrival.robot().value(), arrival.client(), id));
        Shape shape = new Shape(
                request.text("model").orElse(""),
                ResponsesShape.isStream(request),
                ResponsesShape.isStructured(request),
                ResponsesShape.conversation(request, arrival.conversation())
                        .or(() -> link.flatMap(Chains.Link::conversation))
                        .or(() -> begun(request, arrival.request())));
        Raw raw = arrival.raw(shape, link.map(Chains.Link::earlier).orElse(List.of()), texts.messages());
        return new ResponsesQuestion(questions, chains, request, raw, link);
    }

    /** A name for a conversation that begins, whose later turns will not repeat it. */
    private static Optional<String> begun(Json.Members request, String requestId) {
        return ResponsesShape.isStored(request) && !ResponsesShape.bringsHistory(request)
                ? Optional.of("responses " + requestId)
                : Optional.empty();
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
}
