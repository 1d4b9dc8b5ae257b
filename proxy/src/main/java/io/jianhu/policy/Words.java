package io.jianhu.policy;

import java.util.Set;

/** Words of other rooms that rules and exceptions may use. */
@FunctionalInterface
public interface Words {

    /** Whether a notice of this id exists. */
    boolean hasNotice(String id);

    /** The ids of notices, of which one may be meant by an id that does not exist. */
    default Set<String> notices() {
        return Set.of();
    }

    /** The types that robots may have; any when there is none. */
    default Set<String> types() {
        return Set.of();
    }

    /** The levels that robots may have; any when there is none. */
    default Set<String> levels() {
        return Set.of();
    }
}
