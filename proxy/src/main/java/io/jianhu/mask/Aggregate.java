package io.jianhu.mask;

import io.jianhu.recognise.Kind;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what is told of a person. Several ordinary facts together say who somebody is, and are sensitive personal
 * information then (GB/T 45574—2025, our reading): {@value #ENOUGH} different kinds or more.
 */
final class Aggregate {

    static final Kind KIND = new Kind("aggregate", "个人信息组合", Kind.Sensitivity.SENSITIVE);
    static final int ENOUGH = 3;

    /** Kinds that are looked for in order to count them. */
    private static final Set<String> SOUGHT =
            Set.of("birth-date", "mobile", "landline", "email", "wechat", "qq", "plate", "ip-address");

    /** Kinds that count when somebody looks for them anyway: words are dear to look for. */
    private static final Set<String> WORDS = Set.of("name", "address");

    private final Set<String> seen = new HashSet<>();

    /** Takes the kind of a value. Returns whether it is new and there are enough kinds with it. */
    boolean completes(String kind) {
        boolean tells = SOUGHT.contains(kind) || WORDS.contains(kind);
        return tells && seen.add(kind) && seen.size() >= ENOUGH;
    }

    /** The kinds that are looked for. */
    static Set<String> sought() {
        return SOUGHT;
    }
}
