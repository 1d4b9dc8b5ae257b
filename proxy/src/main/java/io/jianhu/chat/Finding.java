package io.jianhu.chat;

import io.jianhu.text.Span;

/**
 * That a rule's pattern stands in a text. A finding is a report, not a decision.
 *
 * @param rule the rule's id, such as {@code JH-3110}
 * @param span where, in the text that was read, from its beginning
 */
public record Finding(String rule, Side side, Span span, Severity severity) {}
