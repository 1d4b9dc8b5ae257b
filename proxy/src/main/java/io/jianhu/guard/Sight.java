package io.jianhu.guard;

import io.jianhu.text.Span;

/**
 * That a matcher matches.
 *
 * @param use whose matcher
 * @param span where in the text
 * @param sentence the number of the sentence in which it begins
 * @param lastSentence the number of the sentence in which it ends
 */
record Sight(Use use, Span span, int sentence, int lastSentence) {}
