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
     * Holds when each of its conditions holds somewhere in the text: at the span that completes them, and at every later
     * span of one of them. What takes back does so in the sentence in which such a span begins, or, for a
     * {@link Matcher.Context}, near it.
     *
     * @param of at least one, no {@link Matcher.Context} alone
     * @param unless what takes a span back
     */
    record All(List<Condition> of, List<Condition> unless) implements Condition {
        public All {
            of = List.copyOf(of);
            unless = List.copyOf(unless);
        }
    }
}
