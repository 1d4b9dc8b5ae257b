package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.EventStream;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;

/** Responses as model servers speak them. */
public final class ResponsesTongue implements Tongue {

    static final String NAME = "responses";

    private final Caps caps;
    private final JsonText requests;
    private final JsonText answers;

    public ResponsesTongue(Caps caps) {
        this.caps = caps;
        this.requests = new JsonText(caps.question(), false);
        this.answers = new JsonText(caps.answer(), true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String path() {
        return "/responses";
    }

    @Override
    public Json.Members fromChat(Json.Members request) throws BadQuestion {
        return ResponsesFromChat.request(request);
    }

    /** EventStream repeat the question and the whole answer, so each may be as long as an answer. */
    @Override
    public Ear ear(Json.Members request) {
        ResponseWalk walk = new ResponseWalk(Requests.names(request.items("tools").stream()), new Echo(request));
        return ResponsesShape.isStream(request)
                ? new StreamEar(new EventStream(answers, caps.answer()), walk)
                : new DocumentEar(answers, caps.answer(), answer -> Document.read(walk, answer));
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }
}
