package io.jianhu.text;

/** A step between the folded text and who listens: takes code points, passes them on, or holds a few of them back. */
interface Stage extends Normaliser.Sink {

    int NOTHING_HELD = Integer.MAX_VALUE;

    /** The text ends: passes on, or drops, what was held. */
    void end();

    /** Where the earliest code point begins that is held, or {@link #NOTHING_HELD}. */
    int waiting();

    /** Whether it has changed anything. */
    boolean acted();
}
