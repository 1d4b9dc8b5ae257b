package io.jianhu.policy;

import io.jianhu.source.Place;
import java.util.Optional;

/**
 * What became of one embedded test.
 *
 * @param rule the id of the rule
 * @param file the path below the policy directory
 * @param line where the test begins, 1 or more
 * @param column where the test begins, 1 or more
 * @param expect as written: {@code allow} or the rule's action
 * @param failure why it failed; empty when it passed
 */
public record Trial(String rule, String file, int line, int column, String expect, Optional<String> failure) {

    static Trial of(String rule, RuleTest test, Optional<String> failure) {
        Place place = test.place();
        return new Trial(rule, place.file(), place.line(), place.column(), test.expect(), failure);
    }

    Place place() {
        return new Place(file, line, column);
    }
}
