package io.jianhu.guard;

/** One thing a rule looks for in a text. */
public sealed interface Matcher {

    /**
     * These words, compared after normalisation. {@code …} stands for up to 20 characters of the same sentence.
     *
     * @param words not blank
     */
    record Phrase(String words) implements Matcher {}

    /**
     * An RE2 expression, compared after normalisation.
     *
     * @param syntax of bounded width
     */
    record Expression(String syntax) implements Matcher {}
}
