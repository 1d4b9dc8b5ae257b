package io.jianhu.guard;

import io.jianhu.chat.Severity;
import io.jianhu.text.Spelling;
import java.util.List;
import java.util.Set;

/**
 * What one rule looks for.
 *
 * @param rule the rule's id
 * @param condition where it holds, the rule matches
 * @param spellings how the text is read for its phrases, beside {@link Spelling#PLAIN}; possibly none
 */
public record Clue(String rule, Severity severity, Condition condition, Set<Spelling> spellings) {

    public Clue {
        spellings = Set.copyOf(spellings);
    }

    /** Any of some matchers, unless one of others stands in the same sentence; read plainly. */
    public Clue(String rule, Severity severity, List<Matcher> any, List<Matcher> unless) {
        this(rule, severity, condition(any, unless), Set.of());
    }

    private static Condition condition(List<Matcher> any, List<Matcher> unless) {
        Condition.Any whole = new Condition.Any(List.copyOf(any));
        return unless.isEmpty() ? whole : new Condition.All(List.of(whole), List.copyOf(unless));
    }
}
