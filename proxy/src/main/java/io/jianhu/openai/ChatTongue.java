package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.SseReader;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Tongue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chat completions as model servers speak them. */
public final class ChatTongue implements Tongue {

    static final String NAME = "chat";

    private final Caps caps;
    private final JsonText requests;
    private final JsonText events;
    private final JsonText answers;

    public ChatTongue(Caps caps) {
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
        return "/chat/completions";
    }

    @Override
    public Json.Members fromChat(Json.Members request) {
        return request;
    }

    @Override
    public Ear ear(Json.Members request) {
        Set<String> tools = tools(request);
        return ChatShape.isStream(request)
                ? new ChatStreamEar(events, new SseReader(caps.event()), tools)
                : new ChatDocumentEar(answers, caps.answer(), tools);
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }

    @Override
    public Set<String> tools(Json.Members request) {
        Set<String> tools = new HashSet<>();
        for (Json tool : request.items("tools")) {
            if (tool instanceof Json.Members declared) {
                List.of("function", "custom")
                        .forEach(kind -> declared.members(kind).text("name").ifPresent(tools::add));
            }
        }
        for (Json function : request.items("functions")) {
            if (function instanceof Json.Members declared) {
                declared.text("name").ifPresent(tools::add);
            }
        }
        return Set.copyOf(tools);
    }
}
