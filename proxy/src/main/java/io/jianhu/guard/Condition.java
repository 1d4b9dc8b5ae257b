package io.jianhu.guard;

import java.util.List;

/** What a rule looks for: matchers, joined by any, all and unless. A condition holds at spans of a text. */
public sealed interface Condition permits Condition.Any, Condition.All, Matcher {

    /**
     * Holds wherever one of its conditions holds.
     *
     * @param of at least one
     */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /**
     * Holds at a span of one of its conditions if each of the others has a span somewhere in the text that ends no later:
     * at the span that completes them, and at every one of their spans that ends after it. So no text is held for what
     * may come later. What takes a span back does so in the sentence in which the span begins, where it must stand as a
     * whole, or, for a {@link Matcher.Context}, near it; a span that is taken back has still been seen.
     *
     * @param of at least one; a {@link Matcher.Context} among them lets the spans of the others count only near its words
     * @param unless what takes a span back: matchers, and any of matchers
     */
    record All(List<Condition> of, List<Condition> unless) implements Condition {
        public All {
            of = List.copyOf(of);
            unless = List.copyOf(unless);
        }
    }
}
