package io.jianhu.recognise;

/**
 * What a recogniser saw.
 *
 * @param start the value's first sign, or -1 when it is the one that was asked about
 * @param end the sign after the value's last, or -1 when there is no value
 */
record Match(int start, int end, Evidence evidence) {

    static final Match NONE = new Match(-1, Evidence.SHAPE);

    /** A value that begins at the sign that was asked about. */
    Match(int end, Evidence evidence) {
        this(-1, end, evidence);
    }

    boolean found() {
        return end >= 0;
    }
}
