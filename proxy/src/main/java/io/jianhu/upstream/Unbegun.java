package io.jianhu.upstream;

/** A stream of HTTP/2 on which the model cannot have begun to work, so that the question may be asked again. */
final class Unbegun extends Exception {

    private static final long serialVersionUID = 1;

    private final Why why;

    /** Why it cannot. */
    enum Why {
        /** Its connection was about to end when it was opened, which says nothing about the model. */
        STALE,
        /** The model has refused it. */
        REFUSED
    }

    Unbegun(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    boolean isStale() {
        return why == Why.STALE;
    }
}
