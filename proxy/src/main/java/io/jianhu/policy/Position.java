package io.jianhu.policy;

/** Where a matcher stands in its rule. */
enum Position {
    /** It makes the rule match by itself. */
    ALONE,
    /** It makes the rule match together with others of an {@code all}. */
    AMONG,
    /** It takes a match back. */
    BACK;

    /** Where what stands under a {@code not} stands. */
    Position reversed() {
        return this == BACK ? AMONG : BACK;
    }

    /** Where what stands in an {@code all} stands. */
    Position joined() {
        return this == BACK ? BACK : AMONG;
    }
}
