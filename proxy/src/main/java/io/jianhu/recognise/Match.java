package io.jianhu.recognise;

/**
 * What a recogniser saw.
 *
 * @param end the sign after the value's last, or -1 when there is no value
 */
record Match(int end, Evidence evidence) {

    static final Match NONE = new Match(-1, Evidence.SHAPE);

    boolean found() {
        return end >= 0;
    }
}
