package io.jianhu.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * What a rule does when it matches.
 *
 * @param notice the id of the text that the citizen reads; present exactly when {@link Kind#speaks}
 */
public record Action(Kind kind, Optional<String> notice) {

    public Action {
        if (kind.speaks() != notice.isPresent()) {
            throw new IllegalArgumentException(kind + " with notice " + notice);
        }
    }

    /** The kinds of action, least restrictive first. */
    public enum Kind {
        OBSERVE,
        MASK,
        DISCLOSE,
        ANSWER,
        REFUSE,
        ESCALATE,
        /** Refuses, and stops the robot for everyone until a person lets it go on. */
        BRAKE;

        /** Whether the citizen reads a notice in place of what was said. */
        public boolean speaks() {
            return this != OBSERVE && this != MASK;
        }

        /** As in rule files: {@code refuse}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
