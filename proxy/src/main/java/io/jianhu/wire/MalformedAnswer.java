package io.jianhu.wire;

/**
 * An answer of a model that cannot be read. Its message is a bounded word and quotes nothing of the answer. Stackless,
 * since an upstream can cause any number of them.
 */
public final class MalformedAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    public MalformedAnswer(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** That an answer is not one of its dialect. */
    public static MalformedAnswer garbage() {
        return new MalformedAnswer("garbage");
    }

    /**
     * A bounded word: {@code garbage} (not the dialect), {@code cut} (it stopped in the middle), {@code too-large},
     * {@code error} (the upstream reported an error in place of an answer).
     */
    public String reason() {
        return reason;
    }
}
