package io.jianhu.upstream;

/** Where the bytes of an answer come from. Lives on the event loop of its {@link Inquiry.Hearer}. */
public interface Source {

    /** Begins. */
    void start();

    /** Reads on, or pauses. */
    void pause(boolean pause);

    /** The answer is complete, or no more of it is wanted. */
    void enough();

    /** No more of it may be given. */
    void stop();

    /** Nobody waits for the answer any more. */
    void abandon();

    /** What was said is no answer, for a reason in a bounded word. */
    void reject(String reason);
}
