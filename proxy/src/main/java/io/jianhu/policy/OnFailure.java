package io.jianhu.policy;

import java.util.Locale;

/** What a rule wants when it cannot be evaluated. */
public enum OnFailure {
    /** As if it had matched. */
    CLOSED,
    /** As if it had not matched. */
    OPEN,
    /** A guardian looks. */
    ESCALATE;

    /** As in rule files: {@code closed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
