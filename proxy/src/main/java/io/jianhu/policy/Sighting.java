package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text in which rules that are not enforced found something. Lives as long as its exchange.
 *
 * @param shadowed what they found
 * @param hidden what a rule that masks found, enforced or not
 */
public record Sighting(String text, List<Finding> shadowed, List<Span> hidden) {

    public Sighting {
        shadowed = List.copyOf(shadowed);
        hidden = List.copyOf(hidden);
    }

    /** The sighting in a text that was ruled upon; none when every finding was enforced. */
    public static Optional<Sighting> in(CharSequence text, Ruling ruling, Rulebook rulebook) {
        if (ruling.shadowed().isEmpty()) {
            return Optional.empty();
        }
        List<Span> hidden = Stream.concat(ruling.verdict().because().stream(), ruling.shadowed().stream())
                .filter(finding -> rulebook.masks(finding.rule()))
                .map(Finding::span)
                .toList();
        return Optional.of(new Sighting(text.toString(), ruling.shadowed(), hidden));
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Sighting[" + shadowed.size() + " in " + text.length() + " characters]";
    }
}
