package io.jianhu.guard;

import io.jianhu.chat.Severity;
import java.util.List;

/**
 * What one rule looks for: any of some matchers, unless one of others stands in the same sentence.
 *
 * @param rule the rule's id
 * @param any at least one
 * @param unless what takes a match back when it stands anywhere in the sentence in which the match begins
 */
public record Clue(String rule, Severity severity, List<Matcher> any, List<Matcher> unless) {

    public Clue {
        any = List.copyOf(any);
        unless = List.copyOf(unless);
    }
}
