package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.DocumentEar;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Tongue;

/** Embeddings as model servers speak them. */
public final class EmbeddingTongue implements Tongue {

    static final String NAME = "embeddings";

    /** The most values of an answer: 2048 inputs of 4096 dimensions would be more than its bytes allow anyway. */
    private static final int VALUES = 4_000_000;

    private final Caps caps;
    private final JsonText requests;
    private final JsonText answers;

    public EmbeddingTongue(Caps caps) {
        this.caps = caps;
        this.requests = new JsonText(caps.question(), false);
        this.answers = new JsonText(caps.answer(), true, VALUES);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String path() {
        return "/embeddings";
    }

    @Override
    public Json.Members fromChat(Json.Members request) throws BadQuestion {
        throw Requests.untranslatable("messages");
    }

    @Override
    public Ear ear(Json.Members request) {
        return new DocumentEar(answers, caps.answer(), EmbeddingDocument::read);
    }

    @Override
    public byte[] write(Json.Members request) {
        return requests.write(request);
    }
}
