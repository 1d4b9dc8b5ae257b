package io.jianhu.net;

/** Pages for people and programs, beside the exchanges. Called on a virtual thread; may wait. */
@FunctionalInterface
public interface Site {

    /**
     * Answers one visit. What it throws is answered with a plain 500 and counted; the visitor learns nothing of it.
     *
     * @throws InterruptedException when the visitor has gone
     */
    Page serve(Visit visit) throws InterruptedException;
}
