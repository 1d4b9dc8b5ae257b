package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.EventStream;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;
import java.util.Set;

/** Messages as model servers speak it. */
public final class MessagesTongue implements Tongue {

    static final String NAME = "messages";

    private final Caps caps;
    private final JsonText requests;
    private final JsonText events;
    private final JsonText answers;

    public MessagesTongue(Caps caps) {
        this.caps = caps;
        this.requests = new JsonText(caps.question(), false);
        this.events = new JsonText(caps.event(), true);
        this.answers = new JsonText(caps.answer(), true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Json.Members fromChat(Json.Members request) throws BadQuestion {
        return ChatToMessages.request(requests, request);
    }

    @Override
    public Ear ear(Json.Members request) {
        Set<String> tools = Requests.names(request.items("tools").stream());
        return MessagesShape.isStream(request)
                ? new MessagesStreamEar(events, new EventStream(events, caps.event()), tools)
                : new DocumentEar(answers, caps.answer(), answer -> MessagesDocument.read(answers, tools, answer));
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }
}
