package io.jianhu.ollama;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.LineReader;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;

/** One of Ollama's calls, as its servers speak it. */
public final class OllamaTongue implements Tongue {

    private final Call call;
    private final Caps caps;
    private final JsonText requests;
    private final JsonText answers;

    private OllamaTongue(Call call, Caps caps) {
        this.call = call;
        this.caps = caps;
        this.requests = new JsonText(caps.question(), false);
        this.answers = new JsonText(caps.answer(), true);
    }

    /** {@code /api/chat} */
    public static OllamaTongue chat(Caps caps) {
        return new OllamaTongue(Call.CHAT, caps);
    }

    /** {@code /api/generate} */
    public static OllamaTongue generate(Caps caps) {
        return new OllamaTongue(Call.GENERATE, caps);
    }

    @Override
    public String name() {
        return call.tongue();
    }

    @Override
    public String path() {
        return call.path();
    }

    @Override
    public Json.Members fromChat(Json.Members request) throws BadQuestion {
        return switch (call) {
            case CHAT -> new FromChat(requests).request(request);
            case GENERATE -> throw Requests.untranslatable("messages");
        };
    }

    @Override
    public Ear ear(Json.Members request) {
        int cap = OllamaRequest.isStream(request) ? caps.event() : caps.answer();
        return new OllamaEar(
                call, answers, new LineReader(cap), Requests.names(Requests.each(request.items("tools"), "function")));
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }
}
