package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;

/**
 * The one walk over a request: it knows where the words of messages stand; every other string is a parameter, unless it
 * names something.
 */
@FunctionalInterface
public interface RequestWalk {

    /** The document with what {@code texts} answers in the place of each text. */
    Json.Members walk(Json.Members request, Texts texts) throws BadQuestion;

    /**
     * The document with the texts of an exchange in the place of those that were gathered from it.
     *
     * @param masked made from {@code raw}: the same messages with the same number of texts
     */
    default Json.Members placed(Json.Members request, Raw raw, Exchange masked) {
        if (masked.messages().size() != raw.messages().size()) {
            throw new IllegalArgumentException("exchange (expected: the messages of the question)");
        }
        try {
            return walk(request, new PlacedTexts(masked));
        } catch (BadQuestion impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A request that asks for a model, or for the one that it named when there is none to ask for. */
    static Json.Members naming(Json.Members request, String model) {
        return model.isEmpty() ? request : request.with("model", new Json.Text(model));
    }
}
