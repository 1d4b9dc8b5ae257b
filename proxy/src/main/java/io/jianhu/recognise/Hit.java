package io.jianhu.recognise;

import io.jianhu.text.Span;

/** That a value of a kind stands in a text. */
public record Hit(Kind kind, Span span, Evidence evidence) {}
