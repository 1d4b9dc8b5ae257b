package io.jianhu.guard;

import io.jianhu.text.Span;

/**
 * That a matcher or a condition holds somewhere.
 *
 * @param span where in the text
 * @param from the index of its first normalised character
 * @param to the index after its last normalised character; {@code from} if it has none
 * @param sentence the number of the sentence in which it begins
 * @param lastSentence the number of the sentence in which it ends
 */
record Sight(Span span, int from, int to, int sentence, int lastSentence) {}
