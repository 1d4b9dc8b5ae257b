package io.jianhu.policy;

import io.jianhu.source.Place;
import java.util.List;

/**
 * An example that stands with its rule.
 *
 * @param pieces the text as it comes, one piece or a stream of several
 * @param hit whether the rule must match
 * @param expect as written: {@code allow} or the rule's action
 */
record RuleTest(Place place, List<String> pieces, boolean hit, String expect) {

    RuleTest {
        pieces = List.copyOf(pieces);
    }
}
