package io.jianhu.policy;

import java.util.Locale;

/** How far a rule is in force, least first. */
public enum Mode {
    /** Kept in its file, never compiled. */
    OFF,
    /** Evaluated and recorded, never enforced. */
    SHADOW,
    /** Enforced in a share of conversations, shadowed in the rest. */
    CANARY,
    ENFORCE;

    /** As in rule files: {@code shadow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
