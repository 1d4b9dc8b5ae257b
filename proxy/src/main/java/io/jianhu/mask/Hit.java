package io.jianhu.mask;

import io.jianhu.text.Span;

/** That an identifier stands in a text. */
record Hit(Recogniser recogniser, Span span) {}
