package io.jianhu.escalate;

import java.util.Locale;

/** Where a ticket stands. */
public enum State {
    /** Waits for a guardian. */
    QUEUED,
    /** A guardian has it and the citizen waits for an answer. */
    CLAIMED,
    /** The guardian has answered and has not closed it. */
    ANSWERED,
    /** The guardian is done with it. */
    CLOSED,
    /** The citizen no longer wants an answer. */
    CANCELLED,
    /** No guardian answered in time. */
    EXPIRED;

    /** Whether the conversation is with a guardian and not with the robot. */
    public boolean isOpen() {
        return switch (this) {
            case QUEUED, CLAIMED, ANSWERED -> true;
            case CLOSED, CANCELLED, EXPIRED -> false;
        };
    }

    /** As on the wire and in records: {@code queued}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
