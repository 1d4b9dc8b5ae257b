package io.jianhu.responses;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Question;
import io.jianhu.wire.RequestWalk;
import io.jianhu.wire.Voice;
import java.util.List;
import java.util.Optional;

/** A Responses request. */
final class ResponsesQuestion implements Question {

    private static final RequestWalk WALK = ResponsesRequest::walk;

    private static final String PREVIOUS = "previous_response_id";

    private final JsonText json;
    private final Chains chains;
    private final Json.Members request;
    private final Raw raw;
    private final Optional<Chains.Link> link;

    /** @param link what is known of the turns before */
    ResponsesQuestion(JsonText json, Chains chains, Json.Members request, Raw raw, Optional<Chains.Link> link) {
        this.json = json;
        this.chains = chains;
        this.request = request;
        this.raw = raw;
        this.link = link;
    }

    @Override
    public Raw raw() {
        return raw;
    }

    @Override
    public String tongue() {
        return ResponsesTongue.NAME;
    }

    @Override
    public Json.Members document(Exchange masked, String model) {
        Json.Members walked = WALK.placed(request, raw, masked);
        if (request.has(PREVIOUS) && link.isPresent()) {
            Optional<String> known = link.get().id();
            walked = known.isPresent() ? walked.with(PREVIOUS, new Json.Text(known.get())) : walked.without(PREVIOUS);
        }
        return RequestWalk.naming(walked, model);
    }

    @Override
    public Json.Members chat(Json.Members document) throws BadQuestion {
        return ResponsesToChat.request(document);
    }

    @Override
    public Voice voice() {
        Envelope envelope = new Envelope(request, raw.id(), raw.askedAt().getEpochSecond(), this::answered);
        return raw.shape().stream()
                ? new StreamVoice(json, envelope)
                : new DocumentVoice(json, new ResponseForm(envelope));
    }

    /**
     * Remembers the turn by the id of its response.
     *
     * @param own whether the gateway made the id up, because no server keeps the turn
     */
    private void answered(String id, boolean own) {
        if (!ResponsesShape.isStored(request)) {
            return;
        }
        Optional<String> before =
                link.flatMap(Chains.Link::id).or(() -> request.text(PREVIOUS).filter(unknown -> link.isEmpty()));
        List<Message> asked = own ? raw.earlier() : Chains.asked(raw);
        Chains.Link after = new Chains.Link(raw.shape().conversation(), asked, own ? before : Optional.of(id));
        chains.keep(raw, id, after);
        if (!own) {
            ResponsesShape.kept(request).ifPresent(kept -> chains.keep(raw, kept, after));
        }
    }
}
