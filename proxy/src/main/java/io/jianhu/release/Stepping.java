package io.jianhu.release;

/** What became of the wish to go one step back. */
public sealed interface Stepping {

    /** The revision is in force again. */
    record Done(String revision) implements Stepping {}

    /** There is no step back: nothing was in force before, or the last step was one back already. */
    record Nowhere() implements Stepping {}

    /** Another revision is in force than the one that was to be left. */
    record Moved(String revision) implements Stepping {}

    /** The revision before can no longer be taken into force, or the step cannot be kept. */
    record Refused(String reason) implements Stepping {}
}
