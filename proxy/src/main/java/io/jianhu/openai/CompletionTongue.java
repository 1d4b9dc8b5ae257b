package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.EventStream;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
        List<Json> declared = request.items("tools");
        Set<String> tools = Requests.names(Stream.of(
                        Requests.each(declared, "function"),
                        Requests.each(declared, "custom"),
                        request.items("functions").stream())
                .flatMap(Function.identity()));
        return ChatShape.isStream(request)
                ? new ChatStreamEar(kind, new EventStream(events, caps.event()), tools)
                : new DocumentEar(answers, caps.answer(), answer -> ChatDocument.read(kind, tools, answer));
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }
}
