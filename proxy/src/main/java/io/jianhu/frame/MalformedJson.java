package io.jianhu.frame;

/**
 * A text that is not JSON as this house reads it. Its message tells what and where, and quotes nothing. Stackless,
 * since a peer can cause any number of them.
 */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1;

    MalformedJson(String what) {
        super(what, null, false, false);
    }

    MalformedJson(String what, int line, int column) {
        this(what + " at " + line + ":" + column);
    }

    public String problem() {
        return String.valueOf(getMessage());
    }
}
