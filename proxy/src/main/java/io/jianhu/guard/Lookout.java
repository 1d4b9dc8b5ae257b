package io.jianhu.guard;

import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import java.util.function.Consumer;

/** Looks for one matcher in the text as it was written, character by character. Used for one reading. */
interface Lookout {

    /**
     * Reads the next character.
     *
     * @param at its offset in the text
     */
    void read(char character, int at, Consumer<Span> seen);

    /** Reports what was open at the end of the text. */
    default void end(Consumer<Span> seen) {}

    /** Where a span to come may begin at the earliest; at most {@code position}, the number of characters read. */
    int settled(int position);

    /** What makes a lookout for each reading of a side. */
    @FunctionalInterface
    interface Kind {
        Lookout begin(Side side);
    }

    /** The kind of lookout for a matcher that is read as it was written. */
    static Kind of(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Length length -> side -> new LengthLookout(length.over());
            case Matcher.Encoding encoding -> side -> new EncodingLookout(encoding.forms());
            case Matcher.Judge judge -> side -> new JudgeLookout(judge.holdsOnFailure());
            case Matcher.Found found -> side -> new FoundLookout(found.guard().watch(side));
            case Matcher.Phrase p -> throw normalised();
            case Matcher.Listed l -> throw normalised();
            case Matcher.Expression e -> throw normalised();
            case Matcher.Near n -> throw normalised();
            case Matcher.Context c -> throw normalised();
            case Matcher.Similar s -> throw normalised();
        };
    }

    private static IllegalArgumentException normalised() {
        return new IllegalArgumentException("matcher of normalised text (expected: one of the text as written)");
    }
}
