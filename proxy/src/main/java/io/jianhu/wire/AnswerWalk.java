package io.jianhu.wire;

import io.jianhu.frame.Json;

/**
 * The one walk over an event of a streamed answer, or over a whole answer: it knows where words stand, and meets every
 * other string too, unless that only names something.
 */
@FunctionalInterface
public interface AnswerWalk {

    /** The document with what {@code texts} answers in the place of each text. */
    Json.Members walk(Json.Members document, AnswerTexts texts) throws MalformedAnswer;
}
