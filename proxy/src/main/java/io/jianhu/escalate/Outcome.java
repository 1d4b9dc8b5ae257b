package io.jianhu.escalate;

/** What became of a command on a ticket. */
public sealed interface Outcome {

    /** It is done, and will be after a crash too. */
    record Done(Ticket ticket) implements Outcome {}

    /** The ticket changed since the version that the command names; nothing was done. */
    record Conflict(Ticket current) implements Outcome {}

    /** The ticket's state, or whose it is, does not allow it; nothing was done. */
    record NotAllowed(Ticket current) implements Outcome {}

    /** There is no such ticket. */
    record Unknown() implements Outcome {}
}
