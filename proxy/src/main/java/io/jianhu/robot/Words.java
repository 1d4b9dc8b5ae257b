package io.jianhu.robot;

import java.util.Set;

/**
 * Words of other rooms that a robot's form may use.
 *
 * @param dialects the names that an upstream's dialect may have
 * @param kinds the kinds of personal data; none when they are not known
 */
public record Words(Set<String> dialects, Set<String> kinds) {

    public Words {
        dialects = Set.copyOf(dialects);
        kinds = Set.copyOf(kinds);
    }
}
