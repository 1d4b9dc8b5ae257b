package io.jianhu.upstream;

/** A stream of HTTP/2 on which the model cannot have begun to work, so that the question may be asked again. */
final class Unbegun extends Exception {

    private static final long serialVersionUID = 1;

    /** Its connection was about to end when it was opened, which says nothing about the model. */
    static final Unbegun STALE = new Unbegun("stale");

    /** The model has refused it. */
    static final Unbegun REFUSED = new Unbegun("refused");

    private Unbegun(String message) {
        super(message, null, false, false);
    }
}
