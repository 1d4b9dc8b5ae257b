package io.jianhu.policy;

/** Where a matcher stands in its rule. */
enum Position {
    /** It makes the rule match by itself. */
    ALONE,
    /** It makes the rule match together with others of an {@code all}. */
    AMONG,
    /** It takes a match back. */
    BACK
}
