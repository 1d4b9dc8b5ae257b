package io.jianhu.recognise;

/** Why a recogniser believes what it saw. */
public enum Evidence {
    /** A check digit, or a grammar that chance does not meet, and a label before it. */
    CHECKED_AND_LABELLED(1.0),
    /** A check digit, or a grammar that chance does not meet. */
    CHECKED(0.98),
    /** A label before it, such as 护照号, and its shape. */
    LABELLED(0.9),
    /** What stands around it, such as a title or another identifier, and its shape. */
    NEIGHBOURS(0.85),
    /** Its shape alone. */
    SHAPE(0.8),
    /** It belongs to an office and is there for everyone: it is seen, and stays readable. */
    PUBLIC(0);

    private final double confidence;

    Evidence(double confidence) {
        this.confidence = confidence;
    }

    /** From 0 to 1: our estimate of how often such a sight is somebody's own value. */
    public double confidence() {
        return confidence;
    }

    static Evidence checked(boolean labelled) {
        return labelled ? CHECKED_AND_LABELLED : CHECKED;
    }
}
