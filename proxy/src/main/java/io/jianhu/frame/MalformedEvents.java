package io.jianhu.frame;

/** A stream of events that cannot be read. Quotes nothing. Stackless, since a peer can cause any number of them. */
public final class MalformedEvents extends Exception {

    private static final long serialVersionUID = 1;

    MalformedEvents(String what) {
        super(what, null, false, false);
    }
}
