package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.SseReader;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Completions as model servers speak them. */
public final class CompletionTongue implements Tongue {

    private final Completion kind;
    private final Caps caps;
    private final JsonText requests;
    private final JsonText events;
    private final JsonText answers;

    private CompletionTongue(Completion kind, Caps caps) {
        this.kind = kind;
        this.caps = caps;
        this.requests = new JsonText(caps.question(), false);
        this.events = new JsonText(caps.event(), true);
        this.answers = new JsonText(caps.answer(), true);
    }

    /** Chat completions. */
    public static CompletionTongue chat(Caps caps) {
        return new CompletionTongue(Completion.CHAT, caps);
    }

    /** Legacy completions. */
    public static CompletionTongue text(Caps caps) {
        return new CompletionTongue(Completion.TEXT, caps);
    }

    @Override
    public String name() {
        return kind.tongue();
    }

    @Override
    public String path() {
        return switch (kind) {
            case CHAT -> "/chat/completions";
            case TEXT -> "/completions";
        };
    }

    @Override
    public Json.Members fromChat(Json.Members request) throws BadQuestion {
        return switch (kind) {
            case CHAT -> request;
            case TEXT -> throw Requests.untranslatable("messages");
        };
    }

    @Override
    public Ear ear(Json.Members request) {
        Set<String> tools = tools(request);
        return ChatShape.isStream(request)
                ? new ChatStreamEar(kind, events, new SseReader(caps.event()), tools)
                : new DocumentEar(answers, caps.answer(), answer -> ChatDocument.read(kind, tools, answer));
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
